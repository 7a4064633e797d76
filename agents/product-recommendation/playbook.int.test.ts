import { holdConversations, type TestConversation } from '../testing/hold-conversations.js';
import { productRecommendationAgent } from './agent.js';

const conversations: TestConversation[] = [
  {
    title: 'searches within a price, tells facts of one, and narrows by colour',
    turns: [
      {
        say: 'I need headphones for the plane, not more than 250',
        outcome: 'answered',
        has: [/^1\. /m, 'Aurora ANC Headphones'],
      },
      { say: 'the Aurora ANC, how long does its battery last?', has: [/38 hours/] },
      { say: 'any in black?', has: ['Aurora ANC Headphones'], hasNot: ['Fjord Studio'] },
    ],
  },
  {
    title: 'asks which of the list is meant and understands a name for an answer',
    turns: [
      {
        say: 'show me wireless or wired headphones',
        has: ['Fjord Studio Headphones', 'Aurora Lite Headphones'],
      },
      { say: 'what do people think of the sound', outcome: 'needs-info', has: [/Which product do you mean/] },
      { say: 'the anc ones', has: [/Customers give Aurora ANC Headphones/] },
      { say: 'compare it with the second one', has: [/differ in this/] },
    ],
  },
  {
    title: 'says so when nothing cheaper is there, and shows what comes closest',
    turns: [
      { say: 'do you have electric toothbrushes', has: [/Toothbrush/] },
      {
        say: 'anything cheaper?',
        has: [/Nothing in the shop fits all of that|nothing cheaper of that kind/],
      },
    ],
  },
  {
    title: 'compares two by name',
    turns: [
      {
        say: 'compare kestrel 14 and kestrel 16',
        has: ['Kestrel 14 Laptop', 'Kestrel 16 Creator Laptop', /Cheapest: Kestrel 14 Laptop/],
      },
    ],
  },
  {
    title: 'compares two by place',
    turns: [
      { say: 'looking for a kettle', has: ['Ostra Glass Kettle', 'Ostra Gooseneck Kettle'] },
      { say: 'whats the difference between the first and the second', has: [/differ in this/, /price/] },
    ],
  },
  {
    title: 'keeps "it" on the product spoken of',
    turns: [
      { say: 'a kettle', has: ['Ostra Gooseneck Kettle'] },
      { say: 'is the gooseneck one any good?', has: [/Customers give Ostra Gooseneck Kettle/] },
      { say: 'does it come in white', has: [/Ostra Gooseneck Kettle, .*white/] },
      { say: 'price?', has: [/Ostra Gooseneck Kettle: from \$79\.00/] },
      { say: 'how long is the warranty on it', has: [/months of warranty/] },
    ],
  },
  {
    title:
      'takes "it" after a list for the one that was asked for by name, and a colour for one of its versions',
    turns: [
      { say: 'have you got a gooseneck kettle?', has: ['Ostra Gooseneck Kettle', 'Ostra Glass Kettle'] },
      { say: 'are buyers happy with it?', has: [/Customers give Ostra Gooseneck Kettle/] },
      { say: 'and in copper?', has: [/Ostra Gooseneck Kettle, in stock: copper/] },
      { say: 'or in purple?', has: [/Gooseneck Kettle does not come in purple. In stock: black/] },
    ],
  },
  {
    title: 'picks the cheapest, dearest or best rated one of a list, and keeps to it',
    turns: [
      { say: 'what speakers are there', has: [/^2\. /m] },
      { say: 'which of them is the cheapest?', has: [/cheapest of these is \*\*Cove Portable Speaker/] },
      { say: 'how much is it', has: [/Cove Portable Speaker: .*\$89\.00/] },
      { say: 'and the most expensive of the speakers?', has: [/most expensive of these is/] },
      { say: 'which of those is the best rated', has: [/best rated of these is/] },
    ],
  },
  {
    title: 'measures "cheaper" by the thing wanted and not by what goes with it',
    customer: 'C1002',
    turns: [
      {
        say: 'a present for my sister who brews lots of coffee, at most 120 dollars',
        has: [/Ostra Filter Coffee Maker/, /\$9\.90/],
      },
      { say: 'something cheaper?', hasNot: [/\$9\.90, above/, 'above the price'] },
    ],
  },
  {
    title: 'takes "the cheaper one" for one of two, and "a cheaper one" for something else',
    turns: [
      { say: 'looking for a monitor', has: ['Clarity 27 Monitor', 'Clarity Ultrawide Monitor'] },
      { say: 'the cheaper one', has: [/cheapest of these is \*\*Clarity 27/] },
      { say: 'tell me more about the second', has: [/\*\*Clarity Ultrawide Monitor\*\* by Arclight/] },
      { say: 'is there a cheaper one?', has: ['Clarity 27 Monitor'], hasNot: ['Dock'] },
      { say: 'anything cheaper still?', has: [/nothing cheaper of that kind/], hasNot: ['Dock'] },
    ],
  },
  {
    title: 'finds what goes into a device that was bought here',
    customer: 'C1007',
    turns: [
      {
        say: 'What ink fits into that Quill printer which I got here?',
        outcome: 'answered',
        has: [/This goes with the Quill Ink Printer/, 'Quill Ink Cartridge'],
        hasNot: ['Toner'],
      },
      { say: 'price of it?', has: [/Quill Ink Cartridge: from \$\d/] },
    ],
  },
  {
    title: 'compares the list after words about one of it, and knows what goes with that one',
    turns: [
      { say: 'got any robot vacuums', has: ['Orbit R1', 'Orbit R2'] },
      { say: 'do I need bags or a filter for it?', outcome: 'needs-info' },
      { say: 'the first one', has: [/Orbit Filter Kit/] },
      { say: 'and what is the suction of the Orbit R1 robot vacuum?', has: [/5,000 Pa/] },
      { say: 'compare both', has: [/differ in this/, 'Orbit R2'] },
    ],
  },
  {
    title: 'finds the filter that a device takes',
    turns: [
      {
        say: 'what filter does an Orbit R1 robot vacuum need?',
        has: [/This goes with the Orbit R1 Robot Vacuum/, 'Orbit Filter Kit'],
      },
      { say: 'the cheapest one', has: [/Orbit Filter Kit: from/] },
    ],
  },
  {
    title: 'finds in spite of slips of the keyboard',
    turns: [
      { say: 'hedphones wireless', has: [/Headphones/] },
      { say: 'labtop with 16 gb ram', has: ['Kestrel 14 Laptop'] },
    ],
  },
  {
    title: 'takes a size for a filter',
    turns: [{ say: '4k tvs 55 inch', has: ['Vista 4K TV'], hasNot: ['Vista HD TV'] }],
  },
  {
    title: 'takes a price range',
    turns: [{ say: 'smart bulbs between 10 and 60 dollars', has: [/Bulb/] }],
  },
  {
    title: 'leaves out what only goes with the category asked for',
    turns: [{ say: 'robot vacuum, please', has: ['Orbit R1 Robot Vacuum'], hasNot: ['Filter Kit'] }],
  },
  {
    title: 'says what it does not have',
    turns: [
      {
        say: 'do you have unicorn saddles',
        outcome: 'needs-info',
        has: [/find nothing for "unicorn saddles"/],
      },
    ],
  },
  {
    title: 'tells the stock of every variant',
    turns: [
      { say: 'can I get the kestrel 14 in silver, is it in stock?', has: [/Kestrel 14 Laptop/, /silver/] },
    ],
  },
  {
    title: 'says when something cannot be had',
    turns: [{ say: 'is the Bramble Home Hub in stock', has: [/Bramble Home Hub/, /stock/] }],
  },
  {
    title: 'goes from an interest to products',
    turns: [
      { say: 'gift for my aunt, around 50, she adores tea', has: [/Kettle/] },
      { say: 'my dog sheds everywhere', has: [/Vacuum|Orbit/i] },
    ],
  },
  {
    title: 'asks a visitor what kind of thing it should be',
    turns: [
      { say: 'just suggest anything', outcome: 'needs-info', has: [/What kind of product/] },
      { say: 'a desk lamp', has: ['Lumora Desk Lamp'] },
    ],
  },
  {
    title: 'goes by what a customer bought, without reciting what they looked at',
    customer: 'C1003',
    turns: [
      {
        say: 'any ideas for me, going by my orders?',
        outcome: 'answered',
        has: [/these could be something/],
      },
      { say: 'is the second one available?', has: [/stock/] },
    ],
  },
  {
    title: 'knows what goes with a product',
    customer: 'C1003',
    turns: [{ say: 'what goes with my smart hub', has: [/Going by Bramble Home Hub/] }],
  },
  {
    title: 'says what the catalog does not say',
    turns: [
      { say: 'does the Golden Toaster have a built in radio', has: [/says nothing about|Golden Toaster/] },
    ],
  },
  {
    title: 'tells the range and the brands',
    turns: [
      { say: 'so what all do you sell here', has: [/\d+ products in \d+ groups/] },
      { say: 'and which brands?', has: [/Norvik/, /Ostra/] },
    ],
  },
  {
    title: 'tells a price',
    turns: [{ say: 'how much is the Pebble Pro earbuds', has: [/Pebble Pro Earbuds: .*\$\d/] }],
  },
  {
    title: 'tells colours',
    turns: [{ say: 'which colours does the Aurora Lite come in', has: [/coral/, /sky/] }],
  },
  {
    title: 'sorts by price when the cheapest is asked for',
    turns: [{ say: 'what is the cheapest speaker you have got', has: [/Speaker/] }],
  },
  {
    title: 'quotes reviews about an aspect, or says that nobody mentions it',
    turns: [
      {
        say: 'do reviewers of the Orbit R1 Robot Vacuum mention noise',
        has: [/Orbit R1 Robot Vacuum/, /5 stars/],
      },
    ],
  },
  {
    title: 'finds accessories for a product that has to be picked first',
    turns: [
      { say: 'which cable for the monitor', outcome: 'needs-info', has: ['Clarity 27 Monitor'] },
      { say: 'the clarity 27', outcome: 'answered' },
    ],
  },
  {
    title: 'brings in a person when asked',
    turns: [{ say: 'I want to talk to a real person about this', outcome: 'handed-off' }],
  },
  {
    title: 'is polite and stays with its field',
    turns: [
      { say: 'good afternoon', outcome: 'answered' },
      { say: 'can you fix my bicycle and do my taxes', outcome: 'out-of-scope' },
      { say: 'ok thanks bye', outcome: 'answered' },
    ],
  },
];

holdConversations(productRecommendationAgent, conversations);
