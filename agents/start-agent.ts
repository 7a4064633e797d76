import type { Database } from '../database/database.js';
import { createHybridRetriever } from '../knowledge/hybrid-retriever.js';
import type { Models } from '../models/create-models.js';
import type { Config } from '../platform/config.js';
import { type HttpServer, serveHttp } from '../platform/http/serve.js';
import type { Logger } from '../platform/telemetry/logger.js';
import { parsePolicy } from '../tools/parse-policy.js';
import { createAgentService } from './create-agent-service.js';
import type { AgentDefinition } from './define-agent.js';

/** What one agent is started with. Models and a database under the agent's own role are the caller's to close. */
export interface StartAgentOptions {
  definition: AgentDefinition;
  config: Pick<Config, 'host' | 'ports' | 'sessionTokenSecret' | 'drainTimeoutMs' | 'corsOrigins' | 'policy'>;
  logger: Logger;
  models: Pick<Models, 'chat' | 'embedder' | 'reranker'>;
  database: Database;
  version: string;
}

/** Starts the service of one agent on its configured port. Closing the server drains it and closes nothing else. */
export async function startAgent(options: StartAgentOptions): Promise<HttpServer> {
  const { definition, config, logger, models, database, version } = options;
  const { id, port } = definition.card;
  const { playbook } = definition;
  const model = models.chat.chatModel({ kind: 'agent', agent: id, playbook });
  if (model === undefined) throw new Error(`there is no chat model for the agent ${id}`);
  const service = createAgentService(definition, {
    model,
    modelDescription: models.chat.modelIdFor(id),
    maxAnswerTokens: models.chat.maxAnswerTokens,
    circuits: () => models.chat.circuits(),
    database,
    knowledge: createHybridRetriever({
      database,
      embedder: models.embedder,
      reranker: models.reranker,
      onFault: (error, doing) => logger.warn({ error, doing }, 'fault beside a search'),
    }),
    embedder: models.embedder,
    logger,
    version,
    sessionTokenSecret: config.sessionTokenSecret,
    corsOrigins: config.corsOrigins,
    policy: parsePolicy(config.policy),
  });
  const { host, drainTimeoutMs } = config;
  return serveHttp(service, { host, port: config.ports[id] ?? port, drainTimeoutMs, logger });
}
