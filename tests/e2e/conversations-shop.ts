import type { Conversation } from './conversation.js';

const SHOP = 'product-recommendation answered';
const ME = 'personalization answered';

/** Conversations about products, and about the customer's own data. */
export const SHOP_CONVERSATIONS: readonly Conversation[] = [
  {
    name: 'looks for headphones, narrows it down and compares',
    customer: undefined,
    steps: [
      {
        say: 'I would like over-ear headphones that shut out noise, what have you got?',
        ends: [SHOP],
        shows: [/Aurora ANC/i],
      },
      { say: 'anything cheaper than 100?', ends: [SHOP], shows: [/\d+\.\d{2}/] },
      { say: 'compare the first two please', ends: [SHOP] },
    ],
  },
  {
    name: 'checks stock, price and reviews of one product',
    customer: undefined,
    steps: [
      {
        say: 'Do you sell a gooseneck kettle and what does it cost?',
        ends: [SHOP],
        shows: [/Gooseneck Kettle/i, /\d+\.\d{2}/],
        cards: ['ostra-gooseneck-kettle'],
      },
      { say: 'what do buyers say about it?', ends: [SHOP] },
      { say: 'is it available right now?', ends: [SHOP], shows: [/stock|available/i] },
    ],
  },
  {
    name: 'wants a recommendation for what he has looked at',
    customer: 'C1008',
    steps: [
      { say: 'Which vacuum would you suggest for a flat with a dog?', ends: [SHOP], shows: [/Vacuum/i] },
      { say: 'What have I been browsing lately?', ends: [ME] },
      {
        say: 'Have I ordered anything before?',
        ends: ['order-management answered'],
        shows: [/no order|not ordered|no orders|nothing/i],
      },
    ],
  },
  {
    name: 'needs ink for the printer that she bought',
    customer: 'C1007',
    steps: [
      {
        say: 'Which ink goes into the Quill printer I bought from you?',
        ends: [SHOP],
        shows: [/Quill Ink Cartridge/i],
      },
      { say: 'How much is it?', ends: [SHOP], shows: [/\d+\.\d{2}/] },
      { say: 'great, thanks a bunch', ends: ['supervisor answered'] },
    ],
  },
  {
    name: 'looks up what the shop sells',
    customer: undefined,
    steps: [
      { say: 'Show me all the kinds of things you carry', ends: [SHOP] },
      { say: 'what monitors are there?', ends: [SHOP], shows: [/Monitor/] },
      { say: 'the cheapest one of these?', ends: [SHOP], shows: [/\d+\.\d{2}/] },
    ],
  },
  {
    name: 'reads and changes what is kept about her',
    customer: 'C1001',
    steps: [
      { say: 'Which e-mail address do you hold for my account?', ends: [ME], shows: [/@/] },
      { say: 'and which delivery address is saved there?', ends: [ME], shows: [/\d/] },
      { say: 'Which preferences of mine have you stored?', ends: [ME] },
    ],
  },
  {
    name: 'is anonymous and asks for personal data',
    customer: undefined,
    steps: [
      {
        say: 'What address do you have on file for me?',
        ends: ['personalization needs-info'],
        shows: [/sign in/i],
      },
      {
        say: 'Then what is the phone number of Ava Novak?',
        ends: ['personalization needs-info'],
        never: [/\+?\d{7,}/],
      },
      { say: 'ok whatever, do you sell toasters?', ends: [SHOP], shows: [/Toaster/] },
    ],
  },
];
