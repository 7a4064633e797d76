import type { Database } from '../database/database.js';
import type { Embedder } from '../models/embedder.js';
import { embeddedText } from './chunk-texts.js';
import { CHUNKER_VERSION, chunkDocument } from './chunking/chunk-document.js';
import { contentHash } from './content-hash.js';
import { claimCorpus, clearCorpus, INDEX_VERSION } from './corpus.js';
import type { KnowledgeDocument } from './document.js';
import {
  deleteDocuments,
  loadDocumentHashes,
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
  /** What happens to stored documents that are not among these; `keep` for a part of the corpus. */
  others?: 'remove' | 'keep';
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
    return loadDocumentHashes(transaction);
  });
  const report: IngestReport = { written: 0, unchanged: 0, removed: 0, embedded: 0 };
  for (const document of documents) {
    const hash = documentHash(document);
    if (stored.get(document.id) === hash) {
      report.unchanged += 1;
      continue;
    }
    report.embedded += await writeDocument(options, document, hash);
    report.written += 1;
  }
  const gone = options.others === 'keep' ? [] : without(stored.keys(), documents);
  report.removed = gone.length;
  if (report.written + report.removed > 0) {
    await database.transaction({}, async (transaction) => {
      await claimCorpus(transaction, embedder);
      await deleteDocuments(transaction, gone);
      await refreshStatistics(transaction);
    });
  }
  return report;
}

async function writeDocument(
  { database, embedder, signal }: IngestOptions,
  document: KnowledgeDocument,
  hash: string,
): Promise<number> {
  const known = await database.transaction({}, (transaction) => loadEmbeddings(transaction, document.id));
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

function documentHash({ id, title, product, kind, updated, questions, body }: KnowledgeDocument): string {
  const versions = `${CHUNKER_VERSION}.${INDEX_VERSION}`;
  return contentHash(versions, id, title, product ?? '', kind, updated, questions.join('\n'), body);
}

function without(ids: Iterable<string>, documents: readonly KnowledgeDocument[]): string[] {
  const kept = new Set(documents.map((document) => document.id));
  return [...ids].filter((id) => !kept.has(id));
}
