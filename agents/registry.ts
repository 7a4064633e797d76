import type { AgentCard } from '../contract/agent-card.js';
import { orderManagementCard } from './order-management/card.js';
import { personalizationCard } from './personalization/card.js';
import { productRecommendationCard } from './product-recommendation/card.js';
import { troubleshootingCard } from './troubleshooting/card.js';

/** Every agent there is, as data: importing this brings in no tool, no SQL and no playbook. */
export const AGENT_CARDS: readonly AgentCard[] = [
  orderManagementCard,
  productRecommendationCard,
  troubleshootingCard,
  personalizationCard,
];
