import { sql, type Transaction } from 'kysely';
import { toSql } from 'pgvector';
import type { Schema } from '../database/schema.js';
import { titleOf } from './chunk-texts.js';
import type { KnowledgeDocument } from './document.js';
import type { PreparedChunk, PreparedDocument } from './prepare-document.js';
import { indexWords } from './word-index.js';

/** What is stored of a document, to tell whether it changed. */
export interface DocumentState {
  contentHash: string;
  source: string;
}

/** The state of every stored document, by id. */
export async function loadDocumentStates(
  transaction: Transaction<Schema>,
): Promise<Map<string, DocumentState>> {
  const rows = await transaction
    .selectFrom('knowledge_documents')
    .select(['id', 'content_hash', 'source'])
    .execute();
  return new Map(rows.map((row) => [row.id, { contentHash: row.content_hash, source: row.source }]));
}

/** The vectors that the corpus has for these hashes of what was embedded, in pgvector's text form: of a document that changed or was renamed, the same words need no second embedding. */
export async function loadEmbeddings(
  transaction: Transaction<Schema>,
  hashes: readonly string[],
): Promise<Map<string, string>> {
  if (hashes.length === 0) return new Map();
  const rows = await transaction
    .selectFrom('knowledge_chunks')
    .select(['content_hash', 'embedding'])
    .where('content_hash', '=', sql<string>`any(${hashes}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.content_hash, row.embedding]));
}

/** A statement takes 65,535 parameters, and a chunk has eleven. */
const CHUNKS_A_STATEMENT = 500;

/** Replaces documents, their chunks and their words in the index. `embeddings` has a vector for every chunk's hash. */
export async function replaceDocuments(
  transaction: Transaction<Schema>,
  prepared: readonly PreparedDocument[],
  embeddings: ReadonlyMap<string, string>,
): Promise<void> {
  if (prepared.length === 0) return;
  await deleteDocuments(
    transaction,
    prepared.map(({ document }) => document.id),
  );
  await transaction.insertInto('knowledge_documents').values(prepared.map(documentRow)).execute();
  const chunks = prepared.flatMap(({ document, chunks }) => chunks.map((chunk) => ({ document, chunk })));
  for (let start = 0; start < chunks.length; start += CHUNKS_A_STATEMENT) {
    const part = chunks.slice(start, start + CHUNKS_A_STATEMENT);
    const rows = part.map(({ document, chunk }) => chunkRow(document, chunk, embeddings));
    await transaction.insertInto('knowledge_chunks').values(rows).execute();
    await indexWords(
      transaction,
      part.map(({ chunk }) => ({ id: chunk.chunk.id, indexed: chunk.indexed })),
    );
  }
}

/** Removes documents and, with them, their chunks and words. */
export async function deleteDocuments(
  transaction: Transaction<Schema>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await transaction.deleteFrom('knowledge_documents').where('id', 'in', ids).execute();
}

/** pgvector's text form, with as many digits as a `vector` keeps. */
export function toVectorText(vector: readonly number[]): string {
  return toSql(vector.map((value) => Math.fround(value)));
}

function documentRow({ document, contentHash }: PreparedDocument) {
  const { id, title, product, kind, updated, source } = document;
  return { id, title, product, kind, updated, content_hash: contentHash, source };
}

function chunkRow(
  { id, title, product, alsoFor, kind }: KnowledgeDocument,
  { chunk, contentHash }: PreparedChunk,
  embeddings: ReadonlyMap<string, string>,
) {
  const { position, headingPath, content } = chunk;
  return {
    id: chunk.id,
    document_id: id,
    position,
    heading_path: [...headingPath],
    content,
    metadata: JSON.stringify({ documentId: id, title: titleOf(title, headingPath), product, kind }),
    content_hash: contentHash,
    embedding: embeddings.get(contentHash) ?? '',
    product,
    also_for: [...alsoFor],
    kind,
  };
}
