import { connectDatabase } from '../database/connect.js';
import { databaseRole } from '../database/roles.js';
import { KEPT_TO_CORPUS, keepToCorpus } from '../knowledge/keep-to-corpus.js';
import { createModels } from '../models/create-models.js';
import packageJson from '../package.json' with { type: 'json' };
import { loadConfig } from '../platform/config.js';
import { onShutdown } from '../platform/process-signals.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { policyProblems } from '../tools/parse-policy.js';
import type { AgentDefinition } from './define-agent.js';
import { startAgent } from './start-agent.js';

/** Takes over the process for one agent: configuration, models, database under its own role, server, and a clean stop. */
export async function runAgentProcess(definition: AgentDefinition): Promise<void> {
  const { id } = definition.card;
  const config = loadConfig(undefined, 'agent', policyProblems);
  const logger = createLogger({ name: id, ...config.log });
  const database = await connectDatabase(config, { role: databaseRole(id), logger });
  const model = await keepToCorpus(config.model, database);
  if (model !== config.model) logger.info({ embedder: model.embedder }, KEPT_TO_CORPUS);
  const models = await createModels({ model }, { logger });
  const { version } = packageJson;
  const server = await startAgent({ definition, config, logger, models, database, version });
  const { description } = models.chat;
  logger.info({ url: server.url, model: description, database: database.description }, 'listening');
  onShutdown(async () => {
    await server.close();
    await database.close();
    await models.close();
  }, logger);
}
