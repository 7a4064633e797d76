import type { AgentCard } from '../../contract/agent-card.js';

/** How the router and other programs see the agent that helps to choose products. */
export const productRecommendationCard: AgentCard = {
  id: 'product-recommendation',
  name: 'Product recommendation',
  topic: 'products',
  purpose:
    'Choosing something to buy: searching the catalog by words, category, brand, price and options, suggestions and ' +
    'gift ideas, comparing products, product facts and specifications, what goes with what, reviews, prices, and ' +
    'whether a product is in stock.',
  port: 8082,
  examples: [
    'I need quiet headphones for the train, not more than 150',
    'which of your robot vacuums is best with dog hair?',
    'Compare the two espresso machines you have on sale.',
    'wireless mouse left handed',
    'What do people say about the battery of that speaker?',
    'Is the 55 inch TV in stock in your shop right now?',
    'Show me something that goes well with the monitor I bought.',
    'gift for my dad, he loves cooking, budget around 80 euros',
    'what kinds of things do you sell',
    'Does the air fryer come in white?',
  ],
  unavailableHint:
    'The catalog can still be browsed on the shop pages. Please ask me again in a few minutes and I will help you to choose.',
};
