import { holdConversations, type TestConversation } from '../testing/hold-conversations.js';
import { troubleshootingAgent } from './agent.js';

const OFFER = /Shall I bring in a colleague/;

const conversations: TestConversation[] = [
  {
    title: 'explains a light, gives the steps, and follows what the customer sees',
    turns: [
      {
        say: 'my robot vacuum has a red light that keeps blinking',
        outcome: 'answered',
        has: [/step by step/, /Tell me what you see/],
        hasNot: [/^2\. /m],
        cites: /^robot-vacuum-lights\./,
      },
      { say: 'did that, still red', has: [/^Next: /m], cites: /^robot-vacuum-lights\./ },
      { say: 'done, no change', outcome: 'answered', cites: /^robot-vacuum-lights\./ },
      { say: 'ok that is done as well', cites: /^robot-vacuum-lights\./ },
    ],
  },
  {
    title: 'goes through a guide to its end and then offers a person',
    turns: [
      { say: 'My earbuds refuse to pair with my phone', cites: /^headphones-pairing\./ },
      { say: 'still no luck', cites: /^headphones-pairing\./ },
      { say: 'no change', has: [/go on|everything/] },
      { say: 'it works again, thank you!', outcome: 'answered', has: [/glad/] },
    ],
  },
  {
    title: 'starts anew with another product, also when the message begins with the last one',
    turns: [
      { say: 'my earbuds refuse to connect with the tablet', cites: /^headphones-pairing\./ },
      {
        say: 'Perfect, they play. Next trouble: the kettle will not switch on',
        outcome: 'answered',
        cites: /^kettle-problems\./,
      },
      { say: 'and the flatscreen has lost its picture', outcome: 'answered', cites: /^tv-no-picture\./ },
    ],
  },
  {
    title: 'leaves a guide for a question or a thing that has nothing to do with it',
    turns: [
      { say: 'the printer says it is out of paper but it is not', cites: /^printer-/ },
      {
        say: 'Where may I bring used batteries?',
        cites: /^(?:disposal-and-recycling|swollen-battery)\./,
      },
      { say: 'my pogo stick wobbles', outcome: 'needs-info', hasNot: [/\.\d+\]/] },
    ],
  },
  {
    title: 'gives steps where only a list of what is needed was found',
    turns: [
      {
        say: 'how can I descale my espresso machine',
        has: [/descal/i, /^1\. /m],
        cites: /^coffee-machine-descaling\./,
      },
    ],
  },
  {
    title: 'helps with a printer that has gone offline',
    turns: [{ say: 'windows says that the printer is offline', outcome: 'answered', cites: /^printer-/ }],
  },
  {
    title: 'helps with slow Wi-Fi',
    turns: [{ say: 'the wifi in the attic is horribly slow', outcome: 'answered', cites: /^router-/ }],
  },
  {
    title: 'helps with a TV without a picture',
    turns: [{ say: 'television has sound but no picture', outcome: 'answered', cites: /^(?:smart-)?tv-/ }],
  },
  {
    title: 'helps with a laptop that does not start',
    turns: [
      { say: 'the laptop is completely dead and will not turn on', outcome: 'answered', cites: /^laptop-/ },
    ],
  },
  {
    title: 'helps with a stick vacuum that lost its suction',
    turns: [
      { say: 'hardly any suction left in my cordless vacuum', outcome: 'answered', cites: /^stick-vacuum-/ },
    ],
  },
  {
    title: 'asks which device it is when the words fit several',
    turns: [{ say: 'it does not turn on any more', outcome: 'needs-info' }],
  },
  {
    title: 'takes the answer to its question together with what was asked before',
    turns: [
      { say: 'it stopped charging', outcome: 'needs-info' },
      { say: 'the toothbrush', cites: /^electric-toothbrush-/ },
    ],
  },
  {
    title: 'does not take a passage about another device for an answer',
    turns: [{ say: 'my quantum flux capacitor hums', outcome: 'needs-info', hasNot: [/^1\. Check socket/m] }],
  },
  {
    title: 'says so when the guides have nothing',
    turns: [{ say: 'the zither of my grandmother is out of tune', outcome: 'needs-info' }],
  },
  {
    title: 'stops everything for a swollen battery',
    turns: [
      {
        say: 'my power bank looks bloated, can I still charge it?',
        outcome: 'needs-info',
        has: [/stop using it at once/i, OFFER],
        cites: /^swollen-battery\./,
      },
      { say: 'yes do that', outcome: 'handed-off', has: [/reference H-/] },
    ],
  },
  {
    title: 'stops everything for smoke, also in the middle of a guide',
    turns: [
      { say: 'the toaster burns everything on one side', hasNot: [/NaN/] },
      {
        say: 'now there is smoke coming out of the housing!',
        has: [/stop using it at once/i],
        cites: /^(?:smoke|swollen)/,
      },
    ],
  },
  {
    title: 'stops everything for water in a plugged device',
    turns: [
      {
        say: 'I knocked a glass of water over and the kettle base got wet',
        has: [/stop using it at once/i],
        cites: /^liquid-spill\./,
      },
    ],
  },
  {
    title: 'computes a warranty from an order that it finds by the product',
    customer: 'C1001',
    turns: [
      {
        say: 'have I still got warranty on the coffee machine?',
        outcome: 'answered',
        has: [/Ostra Barista/, 'SB-100004', /under warranty until November 27, 2027/],
      },
    ],
  },
  {
    title: 'computes a warranty from an order number',
    customer: 'C1002',
    turns: [
      {
        say: 'until when does the guarantee for SB-100005 last',
        has: [/Crisp Air Fryer/, /under warranty until/],
      },
    ],
  },
  {
    title: 'finds no warranty for an order of somebody else',
    customer: 'C1002',
    turns: [{ say: 'warranty check for SB-100004 please', outcome: 'needs-info', hasNot: [/Ostra/] }],
  },
  {
    title: 'asks a visitor to sign in for a warranty of their own',
    turns: [{ say: 'does my vacuum have warranty left', outcome: 'needs-info', has: [/sign in/] }],
  },
  {
    title: 'proposes a ticket about what was spoken of, and names no number before it is open',
    customer: 'C1001',
    turns: [
      {
        say: 'Please raise a ticket about the humming noise of my coffee machine',
        outcome: 'needs-confirmation',
        has: [/Open a ticket: The humming noise of my coffee machine/, /nothing has been changed yet/],
        hasNot: [/T-[0-9A-F]{10}/],
      },
      { say: 'yes please', outcome: 'needs-info', has: [/use the button/] },
    ],
  },
  {
    title: 'opens no ticket for a visitor',
    turns: [{ say: 'file a case for my broken kettle', outcome: 'needs-info', has: [/sign in/] }],
  },
  {
    title: 'explains the rules of warranty to anybody',
    turns: [
      { say: 'in general, what does a warranty cover with you?', outcome: 'answered', cites: /warranty/ },
    ],
  },
  {
    title: 'explains shipping, refunds and returns with their sources',
    turns: [
      { say: 'what do you charge for standard delivery?', has: [/4\.90/], cites: /^shipping-/ },
      {
        say: 'how many days does a refund take to arrive on a card',
        has: [/5 to 7 business days/],
        cites: /^refund-/,
      },
      { say: 'until when may I return something', has: [/30 days/], cites: /return/ },
    ],
  },
  {
    title: 'tells the state of a case',
    customer: 'C1005',
    turns: [
      { say: 'anything new on my warranty case?', outcome: 'answered', has: [/CASE-1001/, 'SB-100015'] },
      { say: 'and case CASE-9999?', outcome: 'needs-info', has: [/no case CASE-9999/] },
    ],
  },
  {
    title: 'has no case to show where there is none',
    customer: 'C1008',
    turns: [{ say: 'which support cases of mine are open', has: [/no open case/] }],
  },
  {
    title: 'says whether a fault is covered, and helps with it',
    customer: 'C1001',
    turns: [
      {
        say: 'The coffee machine loses water below. Is that covered?',
        outcome: 'answered',
        has: [/SB-100004\) is under warranty until/, /\[coffee-machine/],
      },
    ],
  },
  {
    title: 'books no repair and says so',
    customer: 'C1001',
    turns: [
      {
        say: 'please send a technician to fix my vacuum',
        outcome: 'needs-info',
        has: [/cannot book/, OFFER],
      },
    ],
  },
  {
    title: 'brings in a person when asked',
    turns: [{ say: 'enough, connect me to a real person', outcome: 'handed-off' }],
  },
  {
    title: 'stays with its field',
    turns: [
      { say: 'which party should I vote for next time', outcome: 'out-of-scope' },
      { say: 'good day', outcome: 'answered' },
    ],
  },
];

holdConversations(troubleshootingAgent, conversations);
