import { loadConfig } from '../platform/config.js';
import { runMain } from '../platform/run-main.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { locateDatabase } from './locate-database.js';
import { migrateDatabase } from './migrate.js';
import { createPool } from './pool.js';

/** `npm run migrate`: brings the configured database to the newest schema. Its user must be allowed to create roles and extensions. */
await runMain(async () => {
  const config = loadConfig();
  const logger = createLogger({ name: 'migrate', ...config.log });
  const { address, description } = await locateDatabase({
    ...config.database,
    dataDir: config.dataDir,
  });
  const pool = createPool({ address, size: 2 });
  const applied = await migrateDatabase(pool, logger).finally(() => pool.end());
  logger.info({ applied: applied.length, database: description }, 'schema is current');
});
