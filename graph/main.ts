import { locateDatabase } from '../database/locate-database.js';
import { createModels } from '../models/create-models.js';
import packageJson from '../package.json' with { type: 'json' };
import { loadConfig } from '../platform/config.js';
import { onShutdown } from '../platform/process-signals.js';
import { runMain } from '../platform/run-main.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { servePage } from '../web/serve-page.js';
import { describeDatabase, startSupervisor } from './start-supervisor.js';

/** The supervisor alone in its process, with the web page. */
await runMain(async () => {
  const config = loadConfig();
  const logger = createLogger({ name: 'supervisor', ...config.log });
  const models = await createModels(config, { logger });
  const where = { ...config.database, dataDir: config.dataDir };
  const { address, description } = await locateDatabase(where);
  const databaseDescription = describeDatabase(config);
  const { version } = packageJson;
  const supervisor = await startSupervisor({
    config,
    logger,
    address,
    models,
    version,
    databaseDescription,
    page: servePage(),
  });
  logger.info({ url: supervisor.url, model: models.chat.description, database: description }, 'listening');
  onShutdown(async () => {
    await supervisor.close();
    await models.close();
  }, logger);
});
