import { holdConversations, type TestConversation } from '../testing/hold-conversations.js';
import { orderManagementAgent } from './agent.js';

const WAITS = /still waits for your confirmation, and nothing has been changed yet/;

const conversations: TestConversation[] = [
  {
    title: 'answers questions about an offer and leaves it as it is',
    customer: 'C1001',
    turns: [
      {
        say: 'The headphones of SB-100003 shall go back',
        outcome: 'needs-confirmation',
        has: [/Headphones/],
      },
      { say: 'are ten days enough for that?', outcome: 'answered', has: [/until July 3/, WAITS] },
      { say: 'so it is booked now?', outcome: 'answered', has: [/^Not yet/, WAITS] },
      { say: 'what exactly would I get?', outcome: 'answered', has: [/\$229\.00/, WAITS] },
      {
        say: 'no, rather the vacuum',
        outcome: 'needs-confirmation',
        has: [/Send back: 1 × Orbit R1/, /in place of my earlier offer/],
        hasNot: [/1 × Aurora/],
      },
    ],
  },
  {
    title: 'keeps what was chosen through several corrections',
    customer: 'C1017',
    turns: [
      {
        say: 'Return the keyboard and the descaler of SB-100499, and put the money on my gift card',
        outcome: 'needs-confirmation',
        has: [/to a gift card/],
      },
      {
        say: 'no, just the keyboard',
        outcome: 'needs-confirmation',
        has: [/to a gift card/],
        hasNot: [/× Ostra/],
      },
      {
        say: 'wait, I meant the descaler',
        outcome: 'needs-confirmation',
        has: [/× Ostra Descaler/, /to a gift card/],
        hasNot: [/1 × Tactile/],
      },
    ],
  },
  {
    title: 'asks where the money goes instead, of the same order, and takes the way that paid',
    customer: 'C1017',
    turns: [
      { say: 'I want to give back the keyboard from SB-100499', outcome: 'needs-confirmation' },
      {
        say: 'no, refund it to paypal please',
        outcome: 'needs-info',
        has: ['SB-100499', /no such payment method/, /Where shall the money/],
      },
      { say: 'yes', outcome: 'needs-info', has: ['SB-100499', /Where shall the money/] },
      {
        say: 'then back to the card that I paid with',
        outcome: 'needs-confirmation',
        has: [/1 × Tactile 75/, /to Amex ending in 6500/],
      },
    ],
  },
  {
    title: 'does not ask the same three times',
    customer: 'C1002',
    turns: [
      { say: 'something has to go back to you', outcome: 'needs-info', has: [/Which order/, 'SB-100005'] },
      { say: 'gribble frobnitz', outcome: 'needs-info', has: [/did not understand/, /Which order/] },
      { say: 'wibble', outcome: 'handed-off' },
    ],
  },
  {
    title: 'shows an order that is asked for while another question stands',
    customer: 'C1002',
    turns: [
      { say: 'something has to go back to you', outcome: 'needs-info', has: [/Which order/] },
      { say: 'show me the order SB-100006', outcome: 'answered', has: ['SB-100006', 'Whirl Blender'] },
    ],
  },
];

holdConversations(orderManagementAgent, conversations);
