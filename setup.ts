import type { Pool } from 'pg';
import { createDatabase } from './database/create-database.js';
import { migrateDatabase } from './database/migrate.js';
import { seedDatabase } from './database/seed/seed-database.js';
import { setUpCheckpoints } from './graph/checkpoints.js';
import { ingestBundledDocuments } from './knowledge/ingest-bundled-documents.js';
import type { Embedder } from './models/embedder.js';
import type { Logger } from './platform/telemetry/logger.js';
import { indexProducts } from './tools/catalog/index-products.js';

/** What the setup of a database needs. The pool's user may create tables and roles. */
export interface SetupOptions {
  pool: Pool;
  embedder: Embedder;
  logger: Pick<Logger, 'info'>;
  /** Fills an empty shop with the seeded world; one that has products is left alone. */
  seed: boolean;
  now: Date;
}

/** Brings a database to where services can start: schema, checkpoint tables, data, documents and vectors. Safe to run again, and by several at a time. */
export async function setUpDatabase({ pool, embedder, logger, seed, now }: SetupOptions): Promise<void> {
  await migrateDatabase(pool, logger);
  await setUpCheckpoints(pool);
  if (seed && (await seedDatabase(pool, { now }))) logger.info('the shop was filled with seeded data');
  const database = createDatabase({ pool, role: 'switchboard_ingest' });
  const report = await ingestBundledDocuments({ database, embedder });
  const products = await indexProducts({ database, embedder });
  if (report.written + report.removed + products > 0) {
    logger.info({ ...report, products }, 'documents and products are indexed');
  }
}
