import { holdConversations, type TestConversation } from '../testing/hold-conversations.js';
import { orderManagementAgent } from './agent.js';

/** People who type as they speak: nicknames for things, words that point at what was said, wishes that cannot be had. */
const conversations: TestConversation[] = [
  {
    title: 'knows a thing by another word for it',
    customer: 'C1001',
    turns: [
      { say: 'is the telly under way?', has: ['SB-100002', /Vista 4K TV/] },
      {
        say: 'and my hoover has to go back',
        outcome: 'needs-confirmation',
        has: [/Send back: 1 × Orbit R1/],
      },
    ],
  },
  {
    title: 'returns what was spoken of, and not the whole order',
    customer: 'C1001',
    turns: [
      {
        say: 'how long do I have to send the headphones back?',
        outcome: 'answered',
        has: [/Headphones can be returned until/],
        hasNot: [/nothing has been changed yet/],
      },
      {
        say: 'then I return them',
        outcome: 'needs-confirmation',
        has: [/Send back: 1 × Aurora/],
        hasNot: [/Orbit R1/],
      },
    ],
  },
  {
    title: 'says that single pieces cannot be taken out of an order, and that there is no such colour',
    customer: 'C1001',
    turns: [
      {
        say: 'please take one charger out of order SB-100001',
        outcome: 'answered',
        has: [/cannot take single pieces out of order SB-100001/, /can be cancelled/],
      },
      {
        say: 'I would rather have the keyboard of SB-100001 in pink',
        outcome: 'needs-info',
        has: [/There is none in pink/, /Which one would you like/],
      },
    ],
  },
  {
    title: 'takes the money of a return for a return, and what is being packed for the order that is meant',
    customer: 'C1007',
    turns: [
      { say: 'stop the order with the ink', outcome: 'answered', has: ['SB-100019', /cannot be cancelled/] },
      { say: 'has my watch arrived?', has: ['SB-100020', /An exchange has been requested/] },
    ],
  },
];

holdConversations(orderManagementAgent, conversations);
