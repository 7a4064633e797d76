import { parseArgs } from 'node:util';
import { connectDatabase } from '../database/connect.js';
import { createModels } from '../models/create-models.js';
import { loadConfig } from '../platform/config.js';
import { runMain } from '../platform/run-main.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { runIngestion } from './run-ingestion.js';

/** `npm run ingest [-- --rebuild] [-- folder or file ...]`: brings the knowledge base to the documents. */
await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { rebuild: { type: 'boolean', default: false } },
  });
  const config = loadConfig();
  const logger = createLogger({ name: 'ingest', ...config.log });
  const models = await createModels(config, { logger });
  const database = await connectDatabase(config, { role: 'switchboard_ingest', logger });
  try {
    const target = { database, embedder: models.embedder };
    const report = await runIngestion(target, { paths: positionals, rebuild: values.rebuild });
    logger.info({ ...report, embedder: models.embedder.id, database: database.description }, 'ingested');
  } finally {
    await database.close();
    await models.close();
  }
});
