import { parseArgs } from 'node:util';
import { connectDatabase } from '../database/connect.js';
import { loadConfig } from '../platform/config.js';
import { runMain } from '../platform/run-main.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { loadGapReport } from './gap-report.js';

const DAY_MS = 86_400_000;

/** `npm run gaps [-- --days 30]`: prints what customers asked and the documents did not answer, most frequent first. */
await runMain(async () => {
  const { values } = parseArgs({ options: { days: { type: 'string', default: '30' } } });
  const config = loadConfig();
  const logger = createLogger({ name: 'gaps', ...config.log });
  const database = await connectDatabase(config, { role: 'switchboard_ingest', logger });
  try {
    const gaps = await loadGapReport(database, new Date(Date.now() - Number(values.days) * DAY_MS));
    for (const { times, evidence, product, query } of gaps) {
      process.stdout.write(`${times}\t${evidence}\t${product ?? '-'}\t${query}\n`);
    }
  } finally {
    await database.close();
  }
});
