import { holdConversations, type TestConversation } from '../testing/hold-conversations.js';
import { orderManagementAgent } from './agent.js';

const OFFER = /Shall I bring in a colleague/;
const NOTHING_YET = /nothing has been changed yet/;

const conversations: TestConversation[] = [
  {
    title: 'finds a late parcel by what is in it, and goes on to another order',
    customer: 'C1001',
    turns: [
      {
        say: "hey, where's my tv??",
        outcome: 'answered',
        has: ['SB-100002', /3 days late/, /tracking number/, /sorry/],
      },
      { say: 'and the keyboard?', outcome: 'answered', has: ['SB-100001', /not been handed to a carrier/] },
    ],
  },
  {
    title: 'lists orders and follows a place in the list',
    customer: 'C1001',
    turns: [
      { say: 'What have I bought from you so far?', has: [/^1\. SB-100001/m, /^4\. SB-100004/m] },
      {
        say: 'the third one please',
        outcome: 'answered',
        has: ['SB-100003', 'Aurora ANC Headphones', '$678.00'],
      },
      {
        say: 'can I send the headphones back?',
        outcome: 'needs-confirmation',
        has: [
          /until July 3/,
          NOTHING_YET,
          /Send back: 1 × Aurora ANC Headphones/,
          /Refund when it has arrived: \$/,
        ],
        hasNot: ['Orbit'],
      },
      { say: 'ok then do it', outcome: 'needs-info', has: [/use the button/, /Nothing has been changed/] },
    ],
  },
  {
    title: 'says the same of an order of somebody else as of one that does not exist',
    customer: 'C1001',
    turns: [
      {
        say: 'status of order SB-999999 please',
        outcome: 'needs-info',
        has: [/I do not find order SB-999999/],
        hasNot: ['Air Fryer'],
      },
      {
        say: 'and what about SB-100005',
        outcome: 'needs-info',
        has: [/I do not find order SB-100005/],
        hasNot: ['Air Fryer'],
      },
    ],
  },
  {
    title: 'takes an order number in any spelling',
    customer: 'C1001',
    turns: [
      { say: 'sb100003', has: ['SB-100003', 'Orbit R1'] },
      { say: 'whats in # SB 100001', has: ['Tactile 75'] },
      { say: 'and order 100002?', has: ['Vista 4K TV'] },
      { say: 'order no. 12345 pls', has: [/do not find order 12345/] },
    ],
  },
  {
    title: 'tracks two orders at once',
    customer: 'C1001',
    turns: [
      { say: 'where are SB-100001 and SB-100002 right now', has: ['SB-100001', 'SB-100002', /3 days late/] },
    ],
  },
  {
    title: 'proposes what is still possible with a pending order, and asks for what is missing',
    customer: 'C1001',
    turns: [
      {
        say: 'I want to call off SB-100001, bought by mistake',
        outcome: 'needs-confirmation',
        has: [/can still be cancelled/, NOTHING_YET, /Refund: \$\d+\.\d\d to /],
      },
      { say: 'no, leave it', outcome: 'answered', has: [/Nothing was changed/] },
      {
        say: 'could SB-100001 go to another address instead?',
        outcome: 'needs-info',
        has: [/Which address/],
      },
      {
        say: '8 Harbour View, Flat Rock, NC 28731',
        outcome: 'needs-confirmation',
        has: ['SB-100001', '8 Harbour View, Flat Rock, NC 28731', NOTHING_YET, /one-time code/],
      },
      {
        say: 'and I would rather pay it differently',
        outcome: 'needs-info',
        has: [/How would you like to pay/],
      },
      { say: 'paypal', outcome: 'needs-info', has: [/no such payment method/, /ending in \d{4}/] },
      {
        say: 'I would rather have the black keyboard',
        outcome: 'needs-info',
        has: [/^1\. Tactile 75/m, /Which one/],
      },
      {
        say: 'the second one',
        outcome: 'needs-confirmation',
        has: [/1 × Tactile 75 .* instead of US, tactile, white/, /once/],
      },
    ],
  },
  {
    title: 'refuses to cancel what is on its way, with the reason',
    customer: 'C1001',
    turns: [
      {
        say: 'please stop the tv order',
        has: ['SB-100002', /cannot be cancelled/, /on its way/],
        hasNot: [OFFER],
      },
    ],
  },
  {
    title: 'tells the last day of the return period from the first day after it',
    customer: 'C1002',
    turns: [
      {
        say: "I'd like to return my toaster",
        outcome: 'answered',
        has: ['SB-100007', /cannot be returned/, /30 days for returns ended/],
      },
      { say: 'what about the blender?', has: ['SB-100006', /can be returned until (?:today|June 15)/] },
      { say: 'and the air fryer', has: ['SB-100005', /can be returned/] },
    ],
  },
  {
    title: 'tells apart what is a final sale within one order',
    customer: 'C1002',
    turns: [
      {
        say: 'the knife is blunt, I wanna send it back',
        has: ['SB-100008', /cannot be returned/, /final sale/],
        hasNot: [OFFER],
      },
      { say: 'then the pan', has: [/Cast Iron Pan can be returned/] },
    ],
  },
  {
    title: 'shows an order in two parcels, parcel by parcel',
    customer: 'C1003',
    turns: [
      {
        say: 'I only got the lamp, where are the bulbs',
        has: ['SB-100009', /2 parcels/, /Lumora Desk Lamp was delivered/, /Bramble Smart Bulb/],
      },
    ],
  },
  {
    title: 'knows that an order which was changed once is fixed',
    customer: 'C1003',
    turns: [
      { say: 'can you still change SB-100010 for me', has: [/cannot be changed/, /changed once already/] },
      { say: 'cancel it then', has: [/cannot be cancelled/] },
    ],
  },
  {
    title: 'asks which order is meant and takes a product word, a place or a number for the answer',
    customer: 'C1004',
    turns: [
      {
        say: 'I have to cancel an order',
        outcome: 'needs-info',
        has: [/Which order do you want to cancel/, 'SB-100011', 'SB-100012'],
      },
      { say: 'the speaker', has: ['SB-100011', /can still be cancelled/] },
      { say: 'hm, rather the first one', has: ['SB-100012', /can still be cancelled/] },
    ],
  },
  {
    title: 'adds up what was paid in which way',
    customer: 'C1004',
    turns: [
      { say: 'how was SB-100011 paid?', has: [/\$50\.00 with a gift card/, /\$39\.00/] },
      { say: 'can that be paid with something else?', has: [/more than one payment/] },
    ],
  },
  {
    title: 'warns that an expensive return needs a second look',
    customer: 'C1005',
    turns: [
      {
        say: 'the laptop is too expensive for me, can I return it',
        has: ['SB-100014', /approved by a colleague/],
      },
      { say: 'I want to give the laptop back anyway', outcome: 'needs-confirmation', has: [/colleague/] },
    ],
  },
  {
    title: 'tells how far each refund is',
    customer: 'C1006',
    turns: [
      { say: "where's the money you owe me", has: ['SB-100016', /\$74\.00/, /should arrive by/] },
      { say: 'refund for SB-100017?', has: [/requested/, /as soon as the goods have come back/] },
      { say: 'was SB-100018 refunded as well', has: [/has been paid/] },
    ],
  },
  {
    title: 'knows no refund where there is none',
    customer: 'C1002',
    turns: [{ say: 'has the refund for SB-100005 been sent', has: [/I see no refund for order SB-100005/] }],
  },
  {
    title: 'says that an exchange is under way and an order is being packed',
    customer: 'C1007',
    turns: [
      {
        say: 'could I exchange the watch for a larger one',
        has: ['SB-100020', /exchange of this order is already in progress/],
      },
      { say: 'and did SB-100019 go out yet?', has: [/being packed/, /4 × Quill Ink Cartridge/] },
    ],
  },
  {
    title: 'is sorry for damage, asks to keep the packaging, and proposes a case',
    customer: 'C1001',
    turns: [
      {
        say: 'the vacuum came with a cracked lid',
        outcome: 'needs-confirmation',
        has: ['SB-100003', /Orbit R1 Robot Vacuum/, /keep the item/, /Report damage/, NOTHING_YET],
        hasNot: ['Aurora'],
      },
    ],
  },
  {
    title: 'looks at the carrier when something never arrived',
    customer: 'C1003',
    turns: [
      {
        say: 'SB-100009: it says delivered, but I never received the lamp',
        outcome: 'needs-confirmation',
        has: [/delivered/, /neighbours/, /Report something missing/, NOTHING_YET],
        hasNot: [/Item: .*Bulb/],
      },
    ],
  },
  {
    title: 'promises no compensation',
    customer: 'C1001',
    turns: [
      {
        say: 'the delay is a disgrace, I expect a voucher',
        outcome: 'needs-info',
        has: [/sorry/, /SB-100002/, /What amount/],
        hasNot: [/I (?:will|have) (?:give|given|issue)/, /SB-100003/],
      },
      { say: 'seven dollars, I mean $7', outcome: 'needs-confirmation', has: [/Credit of \$7\.00/] },
    ],
  },
  {
    title: 'proposes another payment for a code, and no gift card that is too small',
    customer: 'C1004',
    turns: [
      {
        say: 'please charge my credit card for SB-100012 instead',
        outcome: 'needs-confirmation',
        has: [/Pay order SB-100012 with/, /Refund: .*PayPal/, /one-time code/, NOTHING_YET],
      },
      { say: 'use the gift card for SB-100012 then', outcome: 'needs-info', has: [/does not cover/] },
    ],
  },
  {
    title: 'proposes a credit only for an amount that was named, and not without a problem',
    customer: 'C1001',
    turns: [
      {
        say: 'The delay of SB-100002 is unacceptable, I expect $15 for it',
        outcome: 'needs-confirmation',
        has: [/Credit of \$15\.00 for order SB-100002/, NOTHING_YET],
      },
      {
        say: 'I complain about SB-100001 and demand $10 as well',
        outcome: 'needs-info',
        has: [/No problem with order SB-100001/, OFFER],
      },
    ],
  },
  {
    title: 'asks which item goes back when only a part is meant',
    customer: 'C1001',
    turns: [
      {
        say: 'I would like to return something from SB-100003',
        outcome: 'needs-info',
        has: [/Aurora ANC Headphones/, /Orbit R1/, /Which of them/],
      },
      {
        say: 'the vacuum',
        outcome: 'needs-confirmation',
        has: [/Send back: 1 × Orbit R1/, NOTHING_YET],
        hasNot: [/Send back: 1 × Aurora/],
      },
    ],
  },
  {
    title: 'lists by time and by product',
    customer: 'C1001',
    turns: [
      { say: 'everything I ordered since May', has: ['SB-100001', 'SB-100003'], hasNot: ['SB-100004'] },
      { say: 'did I ever get a toaster from you', has: [/find no orders with "toaster"/] },
      { say: 'when was the coffee machine bought', has: ['SB-100004', /November/] },
      { say: 'how much was it', has: ['$529.00'] },
    ],
  },
  {
    title: 'shows only what is open',
    customer: 'C1001',
    turns: [
      { say: 'which of my orders are still open?', has: ['SB-100001', 'SB-100002'], hasNot: ['SB-100003'] },
    ],
  },
  {
    title: 'checks the stock of something bought before',
    customer: 'C1001',
    turns: [
      { say: 'I want the same headphones again, are they in stock', has: [/Aurora ANC Headphones/, /\$\d/] },
    ],
  },
  {
    title: 'has nothing to show to somebody who never ordered',
    customer: 'C1008',
    turns: [
      { say: 'wheres my parcel', has: [/do not see any orders/] },
      { say: 'show me what I ordered then', has: [/find no orders/] },
    ],
  },
  {
    title: 'asks a visitor to sign in',
    turns: [
      { say: 'can you tell me when my order gets here', outcome: 'needs-info', has: [/sign in/] },
      { say: 'cancel SB-100001', outcome: 'needs-info', has: [/sign in/] },
    ],
  },
  {
    title: 'brings in a person at any moment',
    customer: 'C1002',
    turns: [
      {
        say: 'I really want to speak to somebody from your staff',
        outcome: 'handed-off',
        has: [/reference H-/, /15 minutes/],
      },
    ],
  },
  {
    title: 'is polite and stays with its field',
    customer: 'C1002',
    turns: [
      { say: 'hello there', outcome: 'answered', has: [/Hello/] },
      { say: 'can you write me a poem about cheese', outcome: 'out-of-scope', has: [/outside/] },
      { say: 'thx, bye!', outcome: 'answered' },
    ],
  },
];

holdConversations(orderManagementAgent, conversations);
