import type { MiddlewareHandler } from 'hono';
import type { AgentCard } from '../contract/agent-card.js';
import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import type { Playbook } from '../models/local/playbook.js';
import type { Service } from '../platform/http/create-service.js';
import type { Tool } from '../tools/tool.js';
import type { SessionEnv } from './agent-routes.js';

/** The most that one turn of an agent may take; when one is reached, it answers with what it has. */
export interface AgentBudget {
  modelCalls: number;
  toolCalls: number;
  identicalCalls: number;
  milliseconds: number;
}

/** What an agent's own routes stand on; `session` lets in only who brings a session token of this agent. */
export interface AgentRouteParts {
  session: MiddlewareHandler<SessionEnv>;
  database: Database;
  embedder: Embedder;
  now: () => Date;
}

/** Adds routes that one agent alone has. */
export type AddAgentRoutes = (app: Service, parts: AgentRouteParts) => void;

/** Everything that makes an agent this agent; the service around it never asks which one it is. */
export interface AgentDefinition {
  card: AgentCard;
  prompt: string;
  tools: readonly Tool[];
  playbook: Playbook;
  budget: AgentBudget;
  addRoutes?: AddAgentRoutes;
}

/** Limits of DOMAIN rules: at most 20 tool calls, 8 model calls and 3 identical calls in a turn. */
export const DEFAULT_BUDGET: AgentBudget = {
  modelCalls: 8,
  toolCalls: 20,
  identicalCalls: 3,
  milliseconds: 30_000,
};

/** Types an agent's definition; it makes nothing. Throws when two tools have one name: which of them ran would be chance. */
export function defineAgent(
  definition: Omit<AgentDefinition, 'budget'> & { budget?: Partial<AgentBudget> },
): AgentDefinition {
  const names = definition.tools.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${definition.card.id} has two tools called ${twice}`);
  return { ...definition, budget: { ...DEFAULT_BUDGET, ...definition.budget } };
}
