import { orderTools } from '../../tools/orders/order-tools.js';
import { getTicket } from '../../tools/support/get-ticket.js';
import { openTicket } from '../../tools/support/open-ticket.js';
import { searchKnowledge } from '../../tools/support/search-knowledge.js';
import { transferToHuman } from '../../tools/support/transfer-to-human.js';
import { defineAgent } from '../define-agent.js';
import { orderManagementCard } from './card.js';
import { orderManagementPlaybook } from './playbook.js';
import { orderManagementPrompt } from './prompt.js';

/** The agent for everything about orders. */
export const orderManagementAgent = defineAgent({
  card: orderManagementCard,
  prompt: orderManagementPrompt,
  tools: [...orderTools, getTicket, openTicket, searchKnowledge, transferToHuman],
  playbook: orderManagementPlaybook,
});
