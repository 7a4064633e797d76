import { loadConfig } from '../platform/config.js';
import { onShutdown } from '../platform/process-signals.js';
import { runMain } from '../platform/run-main.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { startEmbeddedDatabase } from './embedded/start-embedded-database.js';

/** `npm run database`: owns the embedded database until it is told to stop. */
await runMain(async () => {
  const config = loadConfig();
  const logger = createLogger({ name: 'database', ...config.log });
  const database = await startEmbeddedDatabase({ dataDir: config.dataDir, logger });
  onShutdown(() => database.close(), logger);
  logger.info(
    { socket: database.socketPath },
    'listening; connect with psql -h <folder of the socket> -U postgres',
  );
});
