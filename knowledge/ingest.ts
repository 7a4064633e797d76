import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import { embeddedText } from './chunk-texts.js';
import { CHUNKER_VERSION, chunkDocument } from './chunking/chunk-document.js';
import { contentHash } from './content-hash.js';
import { claimCorpus, clearCorpus, INDEX_VERSION } from './corpus.js';
import type { KnowledgeDocument } from './document.js';
import {
  type DocumentState,
  deleteDocuments,
  loadDocumentStates,
  loadEmbeddings,
  refreshStatistics,
  replaceDocument,
  type StoredChunk,
  toVectorText,
} from './knowledge-store.js';

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

/**
 * Brings the knowledge base to these documents. Only what changed is written, each document in a transaction of its own,
 * so a search meanwhile sees the old or the new version. Throws `conflict` when another embedder wrote the corpus.
 */
export async function ingestDocuments(options: IngestOptions): Promise<IngestReport> {
  const { database, embedder, documents } = options;
  const stored = await database.transaction({}, async (transaction) => {
    if (options.rebuild === true) await clearCorpus(transaction);
    await claimCorpus(transaction, embedder);
    return loadDocumentStates(transaction);
  });
  const report: IngestReport = { written: 0, unchanged: 0, removed: 0, embedded: 0 };
  for (const document of documents) {
    const hash = documentHash(document);
    const state = stored.get(document.id);
    if (state?.contentHash === hash) {
      report.unchanged += 1;
      continue;
    }
    report.embedded += await writeDocument(options, document, { hash, isNew: state === undefined });
    report.written += 1;
  }
  const gone = goneDocuments(stored, options);
  report.removed = gone.length;
  await database.transaction({}, async (transaction) => {
    await claimCorpus(transaction, embedder);
    await deleteDocuments(transaction, gone);
    await refreshStatistics(transaction);
  });
  return report;
}

async function writeDocument(
  { database, embedder, signal }: IngestOptions,
  document: KnowledgeDocument,
  { hash, isNew }: { hash: string; isNew: boolean },
): Promise<number> {
  const known = isNew
    ? new Map<string, string>()
    : await database.transaction({}, (transaction) => loadEmbeddings(transaction, document.id));
  const chunks = chunkDocument(document).map((chunk) => {
    const text = embeddedText(document, chunk);
    return { chunk, text, contentHash: contentHash(text) };
  });
  const fresh = chunks.filter((chunk) => !known.has(chunk.contentHash));
  const vectors =
    fresh.length === 0
      ? []
      : await embedder.embed(
          fresh.map(({ text }) => text),
          signal,
        );
  for (const [index, { contentHash }] of fresh.entries())
    known.set(contentHash, toVectorText(vectors[index] ?? []));
  const stored = chunks.map(
    ({ chunk, contentHash }): StoredChunk => ({
      chunk,
      contentHash,
      embedding: known.get(contentHash) ?? '',
    }),
  );
  await database.transaction({}, async (transaction) => {
    await claimCorpus(transaction, embedder);
    await replaceDocument(transaction, document, hash, stored);
  });
  return fresh.length;
}

function documentHash({
  id,
  title,
  product,
  alsoFor,
  kind,
  updated,
  questions,
  body,
}: KnowledgeDocument): string {
  const versions = `${CHUNKER_VERSION}.${INDEX_VERSION}`;
  return contentHash(
    versions,
    id,
    title,
    product ?? '',
    alsoFor.join('\n'),
    kind,
    updated,
    questions.join('\n'),
    body,
  );
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
