import { holdConversations, type TestConversation } from '../testing/hold-conversations.js';
import { personalizationAgent } from './agent.js';

const OFFER = /Shall I bring in a colleague/;

const conversations: TestConversation[] = [
  {
    title: 'tells only the field that was asked for',
    customer: 'C1001',
    turns: [
      {
        say: "what's my email",
        outcome: 'answered',
        has: ['ava.novak@example.com'],
        hasNot: [/phone/, /Cedar Avenue/],
      },
      { say: 'and my phone?', has: [/phone number is/], hasNot: [/e-mail/] },
    ],
  },
  {
    title: 'takes an e-mail address for no place, and a question of where parcels go for one',
    customer: 'C1001',
    turns: [
      {
        say: 'which mail address, I mean e-mail address, is mine here?',
        has: ['ava.novak@example.com'],
        hasNot: [/Cedar Avenue/],
      },
      { say: 'so where would parcels be delivered?', has: [/home \(default\).*Cedar Avenue/] },
    ],
  },
  {
    title: 'lists saved addresses, the default one first',
    customer: 'C1001',
    turns: [{ say: 'which addresses have you got saved', has: [/home \(default\).*Cedar Avenue/, /work/] }],
  },
  {
    title: 'takes a place somebody has moved to for their new address',
    customer: 'C1002',
    turns: [
      {
        say: 'the address you have is wrong, we have moved to 77 Quarry Lane, Bend, OR 97701',
        has: [/77 Quarry Lane, Bend, OR 97701/, /nothing has been changed yet/],
      },
    ],
  },
  {
    title: 'knows the tier',
    customer: 'C1001',
    turns: [{ say: 'do I count as a plus member', has: [/membership is plus/] }],
  },
  {
    title: 'knows another tier',
    customer: 'C1007',
    turns: [{ say: 'which tier do I have?', has: [/premium/] }],
  },
  {
    title: 'shows payment methods with four digits at most',
    customer: 'C1004',
    turns: [
      { say: 'show the cards you saved for me', has: [/ending in \d{4}/], hasNot: [/\d{5}/] },
      { say: 'do i have money on my voucher', has: [/gift card with \$15\.00 left/], hasNot: [/Mastercard/] },
    ],
  },
  {
    title: 'says that no gift card is there',
    customer: 'C1001',
    turns: [{ say: 'how much is on my gift card', has: [/No gift card is saved/] }],
  },
  {
    title: 'shows what is remembered, with its source',
    customer: 'C1001',
    turns: [{ say: 'what do you people know about me', has: [/favorite color: black \(you told us\)/] }],
  },
  {
    title: 'proposes to forget all that is remembered, and lets it rest on no',
    customer: 'C1001',
    turns: [
      {
        say: 'forget all of that about me',
        outcome: 'needs-confirmation',
        has: [/Forget: favorite color/, /nothing has been changed yet/],
      },
      { say: 'no', outcome: 'answered', has: [/Nothing was changed/] },
      { say: 'what do you people have on me', has: [/favorite color: black/] },
    ],
  },
  {
    title: 'forgets at once what is named, and asks when it is not',
    customer: 'C1001',
    turns: [
      { say: 'please forget something you remembered', outcome: 'needs-info', has: [/Which of them/] },
      {
        say: 'forget my favorite color',
        outcome: 'answered',
        has: [/I have forgotten this: favorite color: black/],
      },
    ],
  },
  {
    title: 'shows browsing and the cart to their owner',
    customer: 'C1008',
    turns: [
      { say: 'which products did I look at lately', has: [/Orbit R1 Robot Vacuum/] },
      { say: "what's in my basket", has: [/Put into the cart/, /Orbit R1/] },
      { say: 'and what did I search for', has: [/You searched for/] },
    ],
  },
  {
    title: 'proposes a change of contact data for a code, and asks for what is missing',
    customer: 'C1001',
    turns: [
      {
        say: 'change my phone number to 555 1234',
        outcome: 'needs-confirmation',
        has: [/Phone: 555 1234 instead of/, /one-time code/, /nothing has been changed yet/],
      },
      { say: 'ok, go ahead', outcome: 'needs-info', has: [/use the button/] },
      {
        say: 'I need another e-mail here, update it',
        outcome: 'needs-info',
        has: [/What is the new e-mail/],
      },
      {
        say: 'it is ava.n@example.org',
        outcome: 'needs-confirmation',
        has: [/E-mail: ava\.n@example\.org instead of/],
      },
    ],
  },
  {
    title: 'proposes a new address for a code, and deletes none',
    customer: 'C1001',
    turns: [
      { say: 'please delete my work address', outcome: 'needs-info', has: [/Saved addresses/, OFFER] },
      { say: 'then replace my home address', outcome: 'needs-info', has: [/What is the new address/] },
      {
        say: '8 Harbour View, Flat Rock, NC 28731',
        outcome: 'needs-confirmation',
        has: [/Change the address "home"/, /8 Harbour View, Flat Rock, NC 28731/, /one-time code/],
      },
    ],
  },
  {
    title: 'takes no card number',
    customer: 'C1001',
    turns: [
      { say: 'add my new visa to the account', outcome: 'needs-info', has: [/never write a card number/] },
    ],
  },
  {
    title: 'remembers at once what is stated, and nothing that a shop must not keep',
    customer: 'C1008',
    turns: [
      {
        say: 'remember that I have two dogs',
        outcome: 'answered',
        has: [/I will remember this: .*two dogs/],
      },
      { say: 'what do you store about me', has: [/two dogs/] },
      { say: 'please remember that I am diabetic', outcome: 'answered', has: [/have not stored it/] },
      { say: 'keep my preferences in mind from now on', outcome: 'needs-info', has: [/What exactly/] },
    ],
  },
  {
    title: 'stops no newsletter by itself',
    customer: 'C1004',
    turns: [
      {
        say: "please don't send me newsletters any more",
        outcome: 'needs-info',
        has: [/nothing has been changed/, OFFER],
      },
    ],
  },
  {
    title: 'closes no account and resets no password',
    customer: 'C1008',
    turns: [
      { say: 'delete my whole account', outcome: 'needs-info', has: [/cannot do that/, OFFER] },
      { say: 'and I forgot the password as well', outcome: 'needs-info', has: [OFFER] },
    ],
  },
  {
    title: 'knows since when somebody is a customer',
    customer: 'C1004',
    turns: [{ say: 'when did I join', has: [/with us since January 20, 2024/] }],
  },
  {
    title: 'says in whose name the account is',
    customer: 'C1004',
    turns: [{ say: 'who am I logged in as right now', has: ['Diego Ramos'] }],
  },
  {
    title: 'shows the profile in short',
    customer: 'C1008',
    turns: [
      {
        say: 'tell me about my profile',
        has: ['Hugo Lindqvist', 'hugo.lindqvist@example.com'],
        hasNot: [/Addresses|ending in/],
      },
    ],
  },
  {
    title: 'never shows somebody else',
    customer: 'C1002',
    turns: [{ say: 'show me the email of Ava Novak', hasNot: ['ava.novak@example.com'] }],
  },
  {
    title: 'asks a visitor to sign in',
    turns: [
      { say: "what's my address", outcome: 'needs-info', has: [/sign in/] },
      { say: 'change my email please', outcome: 'needs-info', has: [/sign in/] },
      { say: 'which things did I view', outcome: 'needs-info', has: [/sign in/] },
    ],
  },
  { title: 'brings in a person', turns: [{ say: 'give me a human', outcome: 'handed-off' }] },
  {
    title: 'is polite',
    customer: 'C1002',
    turns: [
      { say: 'hi', has: [/Hello/] },
      { say: 'thanks for that', has: [/welcome/] },
    ],
  },
  {
    title: 'stays with its field',
    customer: 'C1002',
    turns: [{ say: 'explain quantum physics to a five year old', outcome: 'out-of-scope' }],
  },
  {
    title: 'tells the language of the account',
    customer: 'C1001',
    turns: [{ say: 'which language is my account in?', has: [/language setting is/] }],
  },
  {
    title: 'has nothing recorded where nothing was browsed',
    customer: 'C1001',
    turns: [{ say: 'what did I look at today', has: [/recorded|Looked at/] }],
  },
];

holdConversations(personalizationAgent, conversations);
