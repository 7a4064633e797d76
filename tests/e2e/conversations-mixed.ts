import type { Conversation } from './conversation.js';

/** Messages with several requests, small talk, nonsense and changes of subject. */
export const MIXED_CONVERSATIONS: readonly Conversation[] = [
  {
    name: 'asks for an order and for help in one message',
    customer: 'C1001',
    steps: [
      {
        say: 'Where is order SB-100002, and how do I reset my router when the internet is gone?',
        ends: ['order-management answered', 'troubleshooting answered'],
        shows: [/SB-100002/, /late/i],
        cites: ['router-no-internet', 'router-setup', 'router-slow-wifi'],
      },
      { say: 'and SB-100001?', ends: ['order-management answered'], shows: [/SB-100001/] },
      { say: 'super, merci', ends: ['supervisor answered'] },
    ],
  },
  {
    name: 'asks three agents at once',
    customer: 'C1001',
    steps: [
      {
        say: 'Has SB-100003 been delivered? Also suggest a case for travelling speakers, I mean a portable speaker. And my TV has no sound, please help.',
        ends: ['order-management answered', 'product-recommendation answered', 'troubleshooting answered'],
        shows: [/SB-100003/, /Speaker/],
        cites: ['tv-no-sound'],
      },
      {
        say: 'Which of the speakers is cheapest?',
        ends: ['product-recommendation answered'],
        shows: [/\d+\.\d{2}/],
      },
      { say: 'good good, see you later', ends: ['supervisor answered'] },
    ],
  },
  {
    name: 'greets, asks what this is, and says nothing understandable',
    customer: 'C1002',
    steps: [
      { say: 'hello hello hello', ends: ['supervisor answered'] },
      { say: 'What sort of stuff could I ask you about?', ends: ['supervisor answered'], shows: [/orders/i] },
      { say: 'asdf qwer zxcv', ends: ['supervisor needs-info'] },
      { say: 'list my orders please', ends: ['order-management answered'], shows: [/SB-100008/] },
    ],
  },
  {
    name: 'adds something that is no business of the shop',
    customer: 'C1001',
    steps: [
      {
        say: 'Tell me where SB-100001 is. And who is going to win the football world cup?',
        ends: ['order-management answered', 'supervisor out-of-scope'],
        shows: [/SB-100001/, /outside what I can help/],
      },
      { say: 'write a short story about dragons', ends: ['supervisor out-of-scope'] },
      { say: 'what about SB-100004', ends: ['order-management answered'], shows: [/Coffee Machine/] },
    ],
  },
  {
    name: 'changes the subject and comes back',
    customer: 'C1006',
    steps: [
      {
        say: 'when will the money for SB-100016 be on my card?',
        ends: ['order-management answered'],
        shows: [/SB-100016/],
      },
      {
        say: 'My stick vacuum lost its suction, any idea?',
        ends: ['troubleshooting answered'],
        cites: ['stick-vacuum-suction'],
      },
      {
        say: 'Back to the refund of SB-100016: which amount is it?',
        ends: ['order-management answered'],
        shows: [/\d+\.\d{2}/],
      },
    ],
  },
  {
    name: 'puts personal data and an order into one message',
    customer: 'C1003',
    steps: [
      {
        say: 'What is my default address, and is SB-100009 on its way?',
        ends: ['personalization answered', 'order-management answered'],
        shows: [/SB-100009/],
      },
      { say: 'who delivers it?', ends: ['order-management answered'] },
      { say: 'thank you kindly', ends: ['supervisor answered'] },
    ],
  },
];
