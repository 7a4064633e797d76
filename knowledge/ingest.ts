import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import { AppError } from '../platform/errors.js';
import { retry } from '../platform/resilience/retry.js';
import { claimCorpus, clearCorpus, corpusEmbedder, embedderMismatch } from './corpus.js';
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
  /** Tells what would be done and does nothing. */
  dryRun?: boolean;
  /** Told before the first and after every few documents. */
  onProgress?: (progress: IngestProgress) => void;
  signal?: AbortSignal;
}

/** How far an ingestion is, in documents that have changed and in chunks that they hold. */
export interface IngestProgress {
  documents: { done: number; total: number };
  chunks: { done: number; total: number };
}

/** What an ingestion did, in documents; `embedded` counts chunks whose vector was asked for, in a dry run those that would be. */
export interface IngestReport {
  written: number;
  unchanged: number;
  removed: number;
  embedded: number;
}

/** Documents of one transaction: few enough to be short, many enough not to pay for a transaction each. */
const BATCH = 16;
/** A model that throttles is waited for, about a minute in all. */
const PATIENCE = {
  attempts: 7,
  baseMs: 500,
  maxMs: 20_000,
  retryOn: (error: unknown) => error instanceof AppError && error.code === 'unavailable',
};

/**
 * Brings the knowledge base to these documents. Only what changed is written, a few documents a transaction, so a search
 * meanwhile sees the old or the new version of each. Throws `conflict` when another embedder wrote the corpus.
 */
export async function ingestDocuments(options: IngestOptions): Promise<IngestReport> {
  const { database, embedder, documents } = options;
  const stored = await openCorpus(options);
  const changed = documents
    .map(prepareDocument)
    .filter(({ document, contentHash }) => stored.get(document.id)?.contentHash !== contentHash);
  const gone = goneDocuments(stored, options);
  const embedded =
    options.dryRun === true ? await countFresh(database, changed) : await write(options, changed);
  if (options.dryRun !== true) {
    await database.transaction({}, async (transaction) => {
      await claimCorpus(transaction, embedder);
      await deleteDocuments(transaction, gone);
      await refreshStatistics(transaction);
    });
  }
  const unchanged = documents.length - changed.length;
  return { written: changed.length, unchanged, removed: gone.length, embedded };
}

/** What is stored already. A dry run of a rebuild finds nothing and leaves everything. */
function openCorpus({ database, embedder, rebuild = false, dryRun = false }: IngestOptions) {
  return database.transaction({}, async (transaction) => {
    if (dryRun) {
      const writer = rebuild ? undefined : await corpusEmbedder(transaction);
      if (writer !== undefined && writer !== embedder.id) throw embedderMismatch(writer, embedder.id);
      return rebuild ? new Map<string, DocumentState>() : loadDocumentStates(transaction);
    }
    if (rebuild) await clearCorpus(transaction);
    await claimCorpus(transaction, embedder);
    return loadDocumentStates(transaction);
  });
}

/** Returns how many chunks were embedded. */
async function write(options: IngestOptions, changed: readonly PreparedDocument[]): Promise<number> {
  const total = countChunks(changed);
  let embedded = 0;
  for (let start = 0; start < changed.length; start += BATCH) {
    const done = { documents: start, chunks: countChunks(changed.slice(0, start)) };
    report(options, done, { documents: changed.length, chunks: total });
    embedded += await writeBatch(options, changed.slice(start, start + BATCH));
  }
  const all = { documents: changed.length, chunks: total };
  report(options, all, all);
  return embedded;
}

function report(
  { onProgress }: IngestOptions,
  done: { documents: number; chunks: number },
  total: { documents: number; chunks: number },
): void {
  onProgress?.({
    documents: { done: done.documents, total: total.documents },
    chunks: { done: done.chunks, total: total.chunks },
  });
}

function countChunks(prepared: readonly PreparedDocument[]): number {
  return prepared.reduce((count, { chunks }) => count + chunks.length, 0);
}

async function countFresh(database: Database, changed: readonly PreparedDocument[]): Promise<number> {
  const hashes = changed.flatMap(({ chunks }) => chunks.map(({ contentHash }) => contentHash));
  const known = await database.transaction({}, (transaction) => loadEmbeddings(transaction, hashes));
  return new Set(hashes.filter((hash) => !known.has(hash))).size;
}

/** Embeds before the transaction begins: none is held while a model works. Returns how many chunks were embedded. */
async function writeBatch(
  { database, embedder, signal }: IngestOptions,
  batch: readonly PreparedDocument[],
): Promise<number> {
  signal?.throwIfAborted();
  const chunks = batch.flatMap((prepared) => prepared.chunks);
  const hashes = chunks.map(({ contentHash }) => contentHash);
  const embeddings = await database.transaction({}, (transaction) => loadEmbeddings(transaction, hashes));
  const fresh = new Map(
    chunks
      .filter(({ contentHash }) => !embeddings.has(contentHash))
      .map(({ contentHash, embedded }) => [contentHash, embedded]),
  );
  const texts = [...fresh.values()];
  const vectors =
    texts.length === 0 ? [] : await retry(() => embedder.embed(texts, signal), { ...PATIENCE, signal });
  for (const [index, hash] of [...fresh.keys()].entries()) {
    embeddings.set(hash, toVectorText(vectors[index] ?? []));
  }
  await database.transaction({}, async (transaction) => {
    await claimCorpus(transaction, embedder);
    await replaceDocuments(transaction, batch, embeddings);
  });
  return fresh.size;
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
