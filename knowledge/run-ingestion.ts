import { stat } from 'node:fs/promises';
import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import { type IngestProgress, type IngestReport, ingestDocuments } from './ingest.js';
import { ingestBundledDocuments } from './ingest-bundled-documents.js';
import { readDocuments } from './read-documents.js';

/** What `npm run ingest` was asked for: files and folders, or nothing for the documents that come with the product. */
export interface IngestionRequest {
  paths: readonly string[];
  rebuild: boolean;
  /** Tells what would be done and does nothing. */
  dryRun?: boolean;
  onProgress?: (progress: IngestProgress) => void;
}

/**
 * Ingests what was named. What is gone from a named folder is removed; a named file removes nothing. A rebuild begins
 * with an empty corpus, so the bundled documents are written again as well.
 */
export async function runIngestion(
  target: { database: Database; embedder: Embedder },
  { paths, rebuild, ...how }: IngestionRequest,
): Promise<IngestReport> {
  // All files are read before anything is written: one that does not fit stops the rest from being half done.
  const named = await Promise.all(
    paths.map(async (path) => ({ path, documents: await readDocuments([path]) })),
  );
  const total =
    paths.length === 0 || rebuild
      ? await ingestBundledDocuments({ ...target, ...how, rebuild })
      : { written: 0, unchanged: 0, removed: 0, embedded: 0 };
  for (const { path, documents } of named) {
    const isFolder = (await stat(path)).isDirectory();
    const report = await ingestDocuments({
      ...target,
      ...how,
      documents,
      ...(isFolder ? { removeUnder: `${path.replace(/\/+$/, '')}/` } : {}),
    });
    for (const key of ['written', 'unchanged', 'removed', 'embedded'] as const) total[key] += report[key];
  }
  return total;
}
