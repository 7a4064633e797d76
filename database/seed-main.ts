import { loadConfig } from '../platform/config.js';
import { runMain } from '../platform/run-main.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { locateDatabase } from './locate-database.js';
import { migrateDatabase } from './migrate.js';
import { createPool } from './pool.js';
import { seedDatabase } from './seed/seed-database.js';

/** `npm run seed`: fills an empty database with the demo shop, as of today. One that has products is left alone. */
await runMain(async () => {
  const config = loadConfig();
  const logger = createLogger({ name: 'seed', ...config.log });
  const { address, description } = await locateDatabase({
    ...config.database,
    dataDir: config.dataDir,
  });
  const pool = createPool({ address, size: 2 });
  try {
    await migrateDatabase(pool, logger);
    const filled = await seedDatabase(pool, { now: new Date() });
    logger.info({ database: description }, filled ? 'seeded' : 'already seeded; nothing changed');
  } finally {
    await pool.end();
  }
});
