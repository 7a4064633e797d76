import { customerTools } from '../../tools/customers/customer-tools.js';
import { openTicket } from '../../tools/support/open-ticket.js';
import { transferToHuman } from '../../tools/support/transfer-to-human.js';
import { defineAgent } from '../define-agent.js';
import { personalizationCard } from './card.js';
import { personalizationPlaybook } from './playbook.js';
import { personalizationPrompt } from './prompt.js';

/** The agent for the customer's own data. */
export const personalizationAgent = defineAgent({
  card: personalizationCard,
  prompt: personalizationPrompt,
  tools: [...customerTools, openTicket, transferToHuman],
  playbook: personalizationPlaybook,
});
