import { parseArgs } from 'node:util';
import { connectDatabase } from '../database/connect.js';
import { createModels } from '../models/create-models.js';
import { loadConfig } from '../platform/config.js';
import { AppError } from '../platform/errors.js';
import { runMain } from '../platform/run-main.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { KEPT_TO_CORPUS, keepToCorpus } from './keep-to-corpus.js';
import { createProgressBar } from './progress-bar.js';
import { runIngestion } from './run-ingestion.js';

const USAGE = 'usage: npm run ingest -- [--rebuild] [--dry-run] [folder or file ...]';

/** `npm run ingest [-- --rebuild] [--dry-run] [folder or file ...]`: brings the knowledge base to the documents. */
await runMain(async () => {
  const { values, positionals } = readArguments();
  const config = loadConfig();
  const logger = createLogger({ name: 'ingest', ...config.log });
  const database = await connectDatabase(config, { role: 'switchboard_ingest', logger });
  const model = values.rebuild ? config.model : await keepToCorpus(config.model, database);
  if (model !== config.model) logger.info({ embedder: model.embedder }, KEPT_TO_CORPUS);
  const models = await createModels({ model }, { logger });
  const bar = createProgressBar(process.stderr);
  const startedAt = performance.now();
  try {
    const report = await runIngestion(
      { database, embedder: models.embedder },
      {
        paths: positionals,
        rebuild: values.rebuild,
        dryRun: values['dry-run'],
        onProgress: bar.show,
      },
    );
    bar.stop();
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
    const about = { ...report, seconds, embedder: models.embedder.id, database: database.description };
    logger.info(about, values['dry-run'] ? 'nothing was changed; this would be ingested' : 'ingested');
  } finally {
    bar.stop();
    await database.close();
    await models.close();
  }
});

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        rebuild: { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
      },
    });
  } catch (cause) {
    throw new AppError('invalid-input', `${cause instanceof Error ? cause.message : cause}\n${USAGE}`);
  }
}
