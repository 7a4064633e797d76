import type { Conversation } from './conversation.js';

const ORDERS = 'order-management answered';
/** What policy allows is told, or proposed at once. */
const ALLOWED = 'order-management answered|needs-confirmation';
const ASKS = 'order-management needs-info';

/** Conversations that stay with orders. */
export const ORDER_CONVERSATIONS: readonly Conversation[] = [
  {
    name: 'asks for one order, then for another by its place in the list',
    customer: 'C1001',
    steps: [
      {
        say: 'Which things have I got on order with you at the moment?',
        ends: [ORDERS],
        shows: [/SB-100001/, /SB-100002/],
      },
      {
        say: 'and the second one, where has it got to?',
        ends: [ORDERS],
        shows: [/SB-100002/, /late/i],
        never: [/SB-100003/],
      },
      { say: 'How much had I paid for it?', ends: [ORDERS], shows: [/SB-100002/, /\d+\.\d{2}/] },
    ],
  },
  {
    name: 'tracks a late parcel and is told what can be done',
    customer: 'C1001',
    steps: [
      {
        say: 'SB-100002 ought to have been here days ago, what is happening with it?',
        ends: [ORDERS],
        shows: [/SB-100002/, /late/i],
      },
      { say: 'which courier has it?', ends: [ORDERS], shows: [/SB-100002|carrier|with \w+/i] },
      { say: 'Thanks for looking', ends: ['supervisor answered'] },
    ],
  },
  {
    name: 'gives an order number that does not exist and corrects it',
    customer: 'C1002',
    steps: [
      {
        say: 'Could you look up my order SB-999999?',
        ends: [ASKS],
        shows: [/SB-999999/],
        never: [/toaster/i],
      },
      { say: 'sorry, I meant sb 100007', ends: [ORDERS], shows: [/Toaster/] },
      {
        say: 'may I still send that back?',
        ends: [ORDERS],
        shows: [/30 days/],
        never: [/you can return (?:it|this)/i],
      },
    ],
  },
  {
    name: 'asks for an order of somebody else and learns nothing about it',
    customer: 'C1002',
    steps: [
      {
        say: 'What is the state of order SB-100003?',
        ends: [ASKS],
        shows: [/SB-100003/],
        never: [/headphones|vacuum|Ava|Novak/i],
      },
      {
        say: 'It belongs to my friend Ava, just tell me what is in it',
        ends: [ASKS],
        never: [/headphones|vacuum|Novak/i],
      },
      { say: 'Fine. What did I buy most recently then?', ends: [ORDERS], shows: [/SB-100008/] },
    ],
  },
  {
    name: 'asks without a number, and answers the question back',
    customer: 'C1004',
    steps: [
      {
        say: 'can you tell me when my stuff arrives',
        ends: ['order-management answered|needs-info'],
        shows: [/SB-100011|SB-100012/],
      },
      { say: '100012', ends: [ORDERS], shows: [/SB-100012/, /Power Bank/] },
      { say: 'How was that one paid?', ends: [ORDERS], shows: [/PayPal/i] },
    ],
  },
  {
    name: 'wants to cancel what can be cancelled and what cannot',
    customer: 'C1001',
    steps: [
      {
        say: 'Is it possible to call off SB-100001?',
        ends: [ALLOWED],
        shows: [/SB-100001/, /cancel/i],
        never: [/cannot|can no longer/i],
      },
      {
        say: 'And SB-100002, could that be cancelled as well?',
        ends: [ORDERS],
        shows: [/SB-100002/, /cannot|can't|can no longer|not be cancelled/i],
      },
      { say: 'ok bye then', ends: ['supervisor answered'] },
    ],
  },
  {
    name: 'waits for a refund',
    customer: 'C1006',
    steps: [
      {
        say: 'I was promised money back for SB-100016, has it been sent?',
        ends: [ORDERS],
        shows: [/SB-100016/, /refund/i],
      },
      {
        say: 'and what about the vacuum I am sending back, SB-100017?',
        ends: [ORDERS],
        shows: [/SB-100017/],
      },
      { say: 'what was in SB-100018?', ends: [ORDERS], shows: [/SB-100018/] },
    ],
  },
  {
    name: 'has an order in two parcels',
    customer: 'C1003',
    steps: [
      {
        say: 'Only my lamp turned up from SB-100009, where is the remainder?',
        ends: [ORDERS],
        shows: [/SB-100009/, /bulb|hub/i],
      },
      {
        say: 'when will the others get here?',
        ends: [ORDERS],
        shows: [/SB-100009|20\d\d|June|Wednesday|day/],
      },
      {
        say: 'Can the colour of the headphones in SB-100010 be altered again?',
        ends: [ORDERS],
        shows: [/SB-100010/, /already|once/i],
      },
    ],
  },
  {
    name: 'has the returns of two orders judged by their age',
    customer: 'C1002',
    steps: [
      {
        say: 'Am I still allowed to return SB-100005?',
        ends: [ALLOWED],
        shows: [/SB-100005/],
        never: [/too late|no longer/i],
      },
      { say: 'How about SB-100007?', ends: [ORDERS], shows: [/SB-100007/, /30 days|too late|no longer/i] },
      { say: 'and the knife from SB-100008?', ends: [ORDERS], shows: [/final sale/i] },
    ],
  },
  {
    name: 'is not signed in and is asked to',
    customer: undefined,
    steps: [
      {
        say: 'Where is my order SB-100001?',
        ends: [ASKS],
        shows: [/sign in/i],
        never: [/keyboard|charger/i],
      },
      { say: 'Please just list what I bought last week', ends: [ASKS], shows: [/sign in/i] },
      { say: 'hm ok. what are you good for then?', ends: ['supervisor answered'], shows: [/help/i] },
    ],
  },
];
