import { AGENT_CARDS } from '../agents/registry.js';
import { createModels } from '../models/create-models.js';
import { loadConfig } from '../platform/config.js';
import { createHttpClient } from '../platform/http/http-client.js';
import { loadEnvFile } from '../platform/load-env-file.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { createMetrics } from '../platform/telemetry/metrics.js';
import { createAgentGuards } from './agents/agent-guards.js';
import { createHttpAgentCaller } from './agents/http-agent-caller.js';
import { createAnswerOwn } from './answer/answer-own.js';
import { buildSupervisorGraph } from './build-graph.js';
import { buildUnderstand } from './understand/build-understand.js';

loadEnvFile();
const config = loadConfig();
const logger = createLogger({ name: 'studio', level: config.log.level });
const wire = {
  http: createHttpClient(),
  urls: config.agentUrls,
  sessionTokenSecret: config.sessionTokenSecret,
  firstEventTimeoutMs: config.agentStartTimeoutMs,
  attemptTimeoutMs: config.agentTimeoutMs,
};
const guards = createAgentGuards({
  agents: AGENT_CARDS.map(({ id }) => id),
  wire,
  logger,
  metrics: createMetrics('studio'),
});

const withoutDatabase = (): Promise<never> =>
  Promise.reject(new Error('Studio has no database: nothing is handed over or changed here'));

/**
 * The supervisor graph for LangGraph Studio: no checkpointer (its server brings one), the customer from
 * `configurable.customerId`, the agents that run now. One that is down is named in the answer.
 */
export const graph = buildSupervisorGraph({
  understand: buildUnderstand({ models: await createModels(config, { logger }), cards: AGENT_CARDS, logger }),
  caller: createHttpAgentCaller({ wire, guards, logger }),
  answerOwn: createAnswerOwn({ cards: AGENT_CARDS, handOff: withoutDatabase, runAction: withoutDatabase }),
  cards: AGENT_CARDS,
});
