import { createDatabase } from './database/create-database.js';
import { locateDatabase } from './database/locate-database.js';
import { createPool } from './database/pool.js';
import { KEPT_TO_CORPUS, keepToCorpus } from './knowledge/keep-to-corpus.js';
import { createModels } from './models/create-models.js';
import { loadConfig } from './platform/config.js';
import { AppError } from './platform/errors.js';
import { runMain } from './platform/run-main.js';
import { createLogger } from './platform/telemetry/logger.js';
import { setUpDatabase } from './setup.js';

/** `npm run setup [-- --seed]`: schema, checkpoint tables, documents and vectors, and with --seed the demo shop if there is none. */
await runMain(async () => {
  const unknown = process.argv.slice(2).find((argument) => argument !== '--seed');
  if (unknown !== undefined)
    throw new AppError('bad-request', `Unknown option ${unknown}. The only one is --seed.`);
  const seed = process.argv.includes('--seed');
  const config = loadConfig(undefined, 'agent');
  const logger = createLogger({ name: 'setup', ...config.log });
  const { address, description } = await locateDatabase({
    ...config.database,
    dataDir: config.dataDir,
  });
  const pool = createPool({ address, size: 2, statementTimeoutMs: 120_000 });
  const model = await keepToCorpus(config.model, createDatabase({ pool, role: 'switchboard_ingest' }));
  if (model !== config.model) logger.info({ embedder: model.embedder }, KEPT_TO_CORPUS);
  const models = await createModels({ model }, { logger });
  try {
    await setUpDatabase({ pool, embedder: models.embedder, logger, seed, now: new Date() });
    logger.info({ database: description }, 'the database is set up');
  } finally {
    await pool.end();
    await models.close();
  }
});
