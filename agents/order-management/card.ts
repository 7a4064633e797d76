import type { AgentCard } from '../../contract/agent-card.js';

/** How the router and other programs see the order agent. */
export const orderManagementCard: AgentCard = {
  id: 'order-management',
  name: 'Order management',
  topic: 'your orders',
  purpose:
    'Anything about something the customer has bought: finding orders, their status, contents, price and payment, ' +
    'shipping and tracking, late or missing parcels, cancelling, changing, returning, exchanging, damaged or wrong ' +
    'items on arrival, refunds and when the money arrives, and stock of the items that were ordered.',
  port: 8081,
  examples: [
    "Where's my parcel? It should have been here on Tuesday.",
    'please cancel SB-100417, I bought it by accident',
    'Can I still send back the kettle from last month?',
    'what did i order in march',
    'My refund has not shown up on the card yet.',
    'The lamp came in the wrong colour and I would like to swap it for the black one.',
    'change delivery address on my latest order',
    'Has order SB-100233 left the warehouse?',
    'How much did I pay for those two speakers altogether?',
    'only half of my order turned up',
  ],
  unavailableHint:
    'Your orders are safe and nothing was changed. Please ask again in a few minutes; the confirmation e-mail shows your order number and tracking link meanwhile.',
};
