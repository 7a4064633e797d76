import type { Database } from '../database/database.js';
import { LOCAL_EMBEDDER_ID } from '../models/local/embedder.js';
import type { ModelConfig } from '../platform/model-config.js';
import { corpusEmbedder } from './corpus.js';

/**
 * The configuration with the local embedder, where nobody chose one and the local one wrote the documents: credentials
 * for Bedrock that come later change who answers, not what was indexed. Anything else stays as it is, also when the
 * database cannot be asked; a corpus of another embedder than the configured one is then refused when it is used.
 */
export async function keepToCorpus(model: ModelConfig, database: Database): Promise<ModelConfig> {
  if (model.embedderIsChosen || model.embedder === 'local') return model;
  const writer = await database.transaction({}, corpusEmbedder).catch(() => undefined);
  return writer === LOCAL_EMBEDDER_ID ? { ...model, embedder: 'local' } : model;
}

/** What is told where {@link keepToCorpus} kept the local embedder. */
export const KEPT_TO_CORPUS =
  'the documents were indexed by the local embedder, which is kept; for Titan run: EMBEDDER=titan npm run ingest -- --rebuild, and set EMBEDDER=titan';
