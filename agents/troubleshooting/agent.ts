import { listOrders } from '../../tools/orders/list-orders.js';
import { supportTools } from '../../tools/support/support-tools.js';
import { defineAgent } from '../define-agent.js';
import { troubleshootingCard } from './card.js';
import { addGapRoutes } from './gap-routes.js';
import { troubleshootingPlaybook } from './playbook.js';
import { troubleshootingPrompt } from './prompt.js';

/** The agent that gets products working and explains the shop. */
export const troubleshootingAgent = defineAgent({
  card: troubleshootingCard,
  prompt: troubleshootingPrompt,
  tools: [...supportTools, listOrders],
  playbook: troubleshootingPlaybook,
  addRoutes: addGapRoutes,
});
