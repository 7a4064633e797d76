import type { Conversation } from './conversation.js';

const RULES = 'order-management answered';
const HELP = 'troubleshooting answered';
/** What to do at once, mostly followed by the offer of a person. */
const HAZARD = 'troubleshooting answered|needs-info';

/** Conversations that stay with troubleshooting and the shop's rules. */
export const HELP_CONVERSATIONS: readonly Conversation[] = [
  {
    name: 'gets a robot vacuum going again, step by step',
    customer: 'C1001',
    steps: [
      {
        say: 'My robot vacuum refuses to charge on its base, what should I do?',
        ends: [HELP],
        cites: ['robot-vacuum-charging'],
      },
      {
        say: 'I cleaned the contacts but it is still not working',
        ends: [HELP],
        cites: ['robot-vacuum-charging'],
      },
      {
        say: 'its light is flashing red by the way',
        ends: [HELP],
        cites: ['robot-vacuum-lights', 'robot-vacuum-charging'],
      },
    ],
  },
  {
    name: 'asks about headphones, then about another product',
    customer: 'C1001',
    steps: [
      {
        say: 'The headphones will not pair with my phone any more',
        ends: [HELP],
        cites: ['headphones-pairing'],
      },
      {
        say: 'Alright that did it. Now my telly shows no picture at all',
        ends: [HELP],
        cites: ['tv-no-picture'],
      },
      { say: 'cheers mate, all good now', ends: ['supervisor answered'] },
    ],
  },
  {
    name: 'stops at a hazard',
    customer: 'C1001',
    steps: [
      {
        say: 'The battery of my power bank is bulging and warm, may I keep charging it?',
        ends: [HAZARD],
        shows: [/stop|do not|unplug/i],
        cites: ['swollen-battery'],
      },
      {
        say: 'there is also a burning smell from the plug',
        ends: [HAZARD],
        shows: [/unplug|switch off|stop|power/i],
        cites: ['smoke-or-burning-smell'],
      },
      {
        say: 'where do I hand in an old battery?',
        ends: [HELP],
        cites: ['disposal-and-recycling', 'swollen-battery'],
      },
    ],
  },
  {
    name: 'asks what the documents do not know',
    customer: undefined,
    steps: [
      {
        say: 'How do I change the gearbox oil of my tractor?',
        ends: ['supervisor out-of-scope, troubleshooting needs-info'],
        never: [/\[[a-z-]+\.\d+\]/, /mixer/i],
      },
      {
        say: 'My hoverboard beeps all the time',
        ends: ['troubleshooting needs-info'],
        never: [/\[[a-z-]+\.\d+\]/],
      },
      {
        say: 'forget it. My printer is shown as offline on the laptop',
        ends: [HELP],
        cites: ['printer-offline'],
      },
    ],
  },
  {
    name: 'asks for the rules of the shop',
    customer: undefined,
    steps: [
      {
        say: 'How many days after delivery may goods be returned?',
        ends: [RULES],
        shows: [/30/],
        cites: ['returns-policy', 'return-an-item'],
      },
      {
        say: 'and are shipping costs part of the refund?',
        ends: [RULES],
        cites: ['refund-policy', 'returns-policy', 'return-an-item', 'refund-timing', 'shipping-policy'],
      },
      {
        say: 'How long is the guarantee on appliances?',
        ends: [HELP],
        cites: ['warranty-policy', 'warranty-claim'],
      },
    ],
  },
  {
    name: 'checks the warranty of something bought',
    customer: 'C1001',
    steps: [
      {
        say: 'Is the coffee machine of SB-100004 still covered by warranty?',
        ends: [HELP],
        shows: [/warranty/i, /20\d\d|months|days/],
      },
      {
        say: 'it does not let any water through, what can I try',
        ends: [HELP],
        cites: ['coffee-machine-no-flow', 'coffee-machine-descaling'],
      },
      { say: 'How often should it be descaled?', ends: [HELP], cites: ['coffee-machine-descaling'] },
    ],
  },
  {
    name: 'gives up and wants a person',
    customer: 'C1005',
    steps: [
      { say: 'The air purifier makes a rattling noise', ends: [HELP], cites: ['air-purifier-problems'] },
      {
        say: 'This is useless, let a human being take over',
        ends: ['supervisor handed-off'],
        shows: [/H-[0-9A-F]{8}/],
      },
      { say: 'hello? anyone?', ends: ['supervisor answered'] },
    ],
  },
];
