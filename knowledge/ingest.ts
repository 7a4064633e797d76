import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import { claimCorpus, clearCorpus } from './corpus.js';
import type { KnowledgeDocument } from './document.js';
import {
  type DocumentState,
  deleteDocuments,
  loadDocumentStates,
  loadEmbeddings,
  replaceDocuments,
  toVectorText,
} from './knowledge-store.js';
import { type PreparedDocument, prepareDocument } from './prepare-document.js';
import { refreshStatistics } from './word-index.js';

/** What an ingestion needs. */
export interface IngestOptions {
  /** With the role `switchboard_ingest`. */
  database: Database;
  embedder: Embedder;
  documents: readonly KnowledgeDocument[];
  /** Stored documents whose source begins with this and that are not among these are removed. Without it none are. */
  removeUnder?: string;
  /** Forgets what is stored first; the way to another embedder. */
  rebuild?: boolean;
  signal?: AbortSignal;
}

/** What an ingestion did, in documents; `embedded` counts chunks whose vector was asked for. */
export interface IngestReport {
  written: number;
  unchanged: number;
  removed: number;
  embedded: number;
}

/** Documents of one transaction: few enough to be short, many enough not to pay for a transaction each. */
const BATCH = 16;

/**
 * Brings the knowledge base to these documents. Only what changed is written, a few documents a transaction, so a search
 * meanwhile sees the old or the new version of each. Throws `conflict` when another embedder wrote the corpus.
 */
export async function ingestDocuments(options: IngestOptions): Promise<IngestReport> {
  const { database, embedder, documents } = options;
  const stored = await database.transaction({}, async (transaction) => {
    if (options.rebuild === true) await clearCorpus(transaction);
    await claimCorpus(transaction, embedder);
    return loadDocumentStates(transaction);
  });
  const changed = documents
    .map(prepareDocument)
    .filter(({ document, contentHash }) => stored.get(document.id)?.contentHash !== contentHash);
  let embedded = 0;
  for (let start = 0; start < changed.length; start += BATCH) {
    embedded += await writeBatch(options, changed.slice(start, start + BATCH), stored);
  }
  const gone = goneDocuments(stored, options);
  await database.transaction({}, async (transaction) => {
    await claimCorpus(transaction, embedder);
    await deleteDocuments(transaction, gone);
    await refreshStatistics(transaction);
  });
  const unchanged = documents.length - changed.length;
  return { written: changed.length, unchanged, removed: gone.length, embedded };
}

/** Embeds before the transaction begins: none is held while a model works. Returns how many chunks were embedded. */
async function writeBatch(
  { database, embedder, signal }: IngestOptions,
  batch: readonly PreparedDocument[],
  stored: ReadonlyMap<string, DocumentState>,
): Promise<number> {
  signal?.throwIfAborted();
  const before = batch.map(({ document }) => document.id).filter((id) => stored.has(id));
  const embeddings = await database.transaction({}, (transaction) => loadEmbeddings(transaction, before));
  const fresh = batch.flatMap(({ chunks }) => chunks).filter((chunk) => !embeddings.has(chunk.contentHash));
  const texts = fresh.map((chunk) => chunk.embedded);
  const vectors = texts.length === 0 ? [] : await embedder.embed(texts, signal);
  for (const [index, chunk] of fresh.entries()) {
    embeddings.set(chunk.contentHash, toVectorText(vectors[index] ?? []));
  }
  await database.transaction({}, async (transaction) => {
    await claimCorpus(transaction, embedder);
    await replaceDocuments(transaction, batch, embeddings);
  });
  return fresh.length;
}

function goneDocuments(
  stored: ReadonlyMap<string, DocumentState>,
  { documents, removeUnder }: IngestOptions,
): string[] {
  if (removeUnder === undefined) return [];
  const kept = new Set(documents.map((document) => document.id));
  return Array.from(stored.entries())
    .filter(([id, { source }]) => !kept.has(id) && source.startsWith(removeUnder))
    .map(([id]) => id);
}
