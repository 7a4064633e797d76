import type { ActionProposal } from '../../contract/action.js';
import type { Citation } from '../../contract/citation.js';
import type { DisplayItem } from '../../contract/display-item.js';
import type { RecordedPart } from './recorded-turns.js';

/** The passage that the first step of the guide rests on. */
export const CHARGING_GUIDE: Citation = {
  chunkId: 'vacuum-not-charging.2',
  documentId: 'vacuum-not-charging',
  title: 'Robot vacuum does not charge > Check the contacts',
  excerpt:
    'Switch the robot off and wipe the two charging contacts under it, and the two on the dock, with a dry cloth. Dust here is the most common cause.',
};

/** The passage that the second step of the guide rests on. */
export const DOCK_GUIDE: Citation = {
  chunkId: 'vacuum-not-charging.3',
  documentId: 'vacuum-not-charging',
  title: 'Robot vacuum does not charge > Check the dock',
  excerpt: 'The lamp on the dock is steady white while it has power. If it is off, try another wall socket.',
};

/** An order on its way, with what policy would allow. */
export const SHIPPED_ORDER: DisplayItem = {
  kind: 'order',
  id: 'SB-700214',
  status: 'shipped',
  placedAt: '2026-11-12T09:30:00.000Z',
  total: { cents: 28_940, currency: 'USD' },
  lines: [
    { name: 'Fjord over-ear headphones, slate', quantity: 1 },
    { name: 'Braided USB-C cable, 2 m', quantity: 2 },
  ],
  allowedActions: ['return', 'exchange'],
};

/** A product in stock, with the reason why it is shown. */
export const HEADPHONES: DisplayItem = {
  kind: 'product',
  id: 'fjord-over-ear',
  name: 'Fjord over-ear headphones',
  brand: 'Nordlys',
  price: { cents: 17_900, currency: 'USD' },
  inStock: true,
  reason: 'Over-ear, noise cancelling, below $200',
};

/** A product that is out of stock and shown without a reason. */
export const EARBUDS: DisplayItem = {
  kind: 'product',
  id: 'pebble-buds',
  name: 'Pebble true wireless earbuds',
  brand: 'Tarn Audio',
  price: { cents: 8_950, currency: 'USD' },
  inStock: false,
};

/** A request about an order, answered with two look-ups and a card. */
export const ORDER_PART: RecordedPart = {
  agent: 'order-management',
  request: 'Where is my order SB-700214?',
  tools: ['get_order', 'track_shipment'],
  text: 'Your order **SB-700214** left the warehouse on Friday and is two days late. The carrier now expects it on **Tuesday, 24 November**.',
  items: [SHIPPED_ORDER],
};

/** A request for help, answered with numbered steps that cite two passages. */
export const GUIDE_PART: RecordedPart = {
  agent: 'troubleshooting',
  request: 'My robot vacuum will not charge any more.',
  tools: ['search_knowledge'],
  text: 'This is usually dust on the contacts.\n\n1. Switch the robot off and wipe its **two charging contacts** with a dry cloth. [vacuum-not-charging.2]\n2. Look at the lamp on the dock: it should be *steady white*. [vacuum-not-charging.3]\n3. Set the robot back on the dock and wait a minute.\n\nWhat does the lamp on the dock show?',
  citations: [CHARGING_GUIDE, DOCK_GUIDE],
};

/** A search, answered with a table and two cards. */
export const PRODUCT_PART: RecordedPart = {
  agent: 'product-recommendation',
  request: 'Which quiet headphones are there under $200?',
  tools: ['search_products', 'check_availability'],
  text: 'Two fit what you describe. The Fjord is the quieter one on a train.\n\n| | Fjord | Pebble |\n|---|---|---|\n| Type | over-ear | in-ear |\n| Battery | 38 h | 7 h |\n| Price | $179.00 | $89.50 |',
  items: [HEADPHONES, EARBUDS],
};

/** A request whose agent could not be reached. */
export const DOWN_PART: RecordedPart = {
  agent: 'troubleshooting',
  request: 'And the vacuum?',
  failure: {
    reason: 'unavailable',
    hint: 'The part about technical help is missing. Ask again in a few minutes.',
  },
};

/** An answer with markup and links that must stay text. */
export const HOSTILE_PART: RecordedPart = {
  agent: 'order-management',
  request: 'What does my bill say?',
  text: '<img src=x onerror="document.title=1"> [bill](https://evil.example/pay) [run](javascript:alert(1)) [docs](/docs)',
};

/** A cancellation, to be confirmed by the customer alone. Its words hold marks that must not be read as markup. */
export const CANCEL_PROPOSAL: ActionProposal = {
  id: 'a1',
  requestId: 'r1',
  agent: 'order-management',
  tool: 'cancel_order',
  summary: {
    title: 'Cancel order SB-700214',
    lines: [
      '1 × Fjord over-ear headphones, slate',
      '2 × Braided USB-C cable, *2 m*',
      'Refund of $289.40 to Visa ending 4242, 5 to 7 business days',
    ],
  },
  amount: { cents: 28_940, currency: 'USD' },
  approval: 'customer',
  level: 'verified',
  argsHash: 'hash-of-a1',
  expiresAt: '2099-01-01T12:00:00.000Z',
};

/** A return that a colleague must approve after the customer. */
export const RETURN_PROPOSAL: ActionProposal = {
  ...CANCEL_PROPOSAL,
  id: 'a2',
  tool: 'return_items',
  summary: {
    title: 'Return 1 item of order SB-700188',
    lines: ['1 × Kestrel 15 laptop, 32 GB', 'Refund of $1,249.00 to Visa ending 4242, once it has arrived'],
  },
  amount: { cents: 124_900, currency: 'USD' },
  approval: 'staff',
  argsHash: 'hash-of-a2',
};

/** A change of the e-mail address, which needs a one-time code and moves no money. */
export const CONTACT_PROPOSAL: ActionProposal = {
  id: 'a3',
  requestId: 'r1',
  agent: 'personalization',
  tool: 'update_contact',
  summary: { title: 'Change your e-mail address', lines: ['From m•••@example.com to mara@example.org'] },
  approval: 'customer',
  level: 'step-up',
  argsHash: 'hash-of-a3',
  expiresAt: '2099-01-01T12:00:00.000Z',
};

/** A request to cancel, answered with the proposal of it. */
export const CANCEL_PART: RecordedPart = {
  agent: 'order-management',
  request: 'Cancel order SB-700214.',
  tools: ['get_order', 'cancel_order'],
  text: 'Your order **SB-700214** has not been packed yet, so it can be cancelled. Please check this and confirm it.',
  items: [SHIPPED_ORDER],
  proposals: [CANCEL_PROPOSAL],
};

/** A request to return something dear, answered with the proposal of it. */
export const RETURN_PART: RecordedPart = {
  agent: 'order-management',
  request: 'Return the laptop.',
  tools: ['get_order', 'return_items'],
  text: 'The laptop can be returned. Please check this and confirm it.',
  proposals: [RETURN_PROPOSAL],
};

/** A request to change the address for letters from us, answered with the proposal of it. */
export const CONTACT_PART: RecordedPart = {
  agent: 'personalization',
  request: 'Change my e-mail to mara@example.org.',
  text: 'I can change that once you have confirmed it.',
  proposals: [CONTACT_PROPOSAL],
};

/** A wish for a person, granted. */
export const HANDOFF_PART: RecordedPart = {
  agent: 'order-management',
  request: 'I want to talk to a person.',
  text: 'I have called a colleague, who will join you here.',
  handedOff: true,
};
