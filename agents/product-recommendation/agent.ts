import { catalogTools } from '../../tools/catalog/catalog-tools.js';
import { checkAvailability } from '../../tools/orders/check-availability.js';
import { transferToHuman } from '../../tools/support/transfer-to-human.js';
import { defineAgent } from '../define-agent.js';
import { productRecommendationCard } from './card.js';
import { productRecommendationPlaybook } from './playbook.js';
import { productRecommendationPrompt } from './prompt.js';

/** The agent that helps to choose something to buy. */
export const productRecommendationAgent = defineAgent({
  card: productRecommendationCard,
  prompt: productRecommendationPrompt,
  tools: [...catalogTools, checkAvailability, transferToHuman],
  playbook: productRecommendationPlaybook,
});
