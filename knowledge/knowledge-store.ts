import { sql, type Transaction } from 'kysely';
import { toSql } from 'pgvector';
import type { Schema } from '../database/schema.js';
import { indexedText, titleOf } from './chunk-texts.js';
import type { Chunk } from './chunking/chunk.js';
import type { KnowledgeDocument } from './document.js';

/** A chunk with everything that its row holds. */
export interface StoredChunk {
  chunk: Chunk;
  contentHash: string;
  /** As pgvector writes it. */
  embedding: string;
}

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

/** The vectors of a document's chunks, by the hash of what was embedded. */
export async function loadEmbeddings(
  transaction: Transaction<Schema>,
  documentId: string,
): Promise<Map<string, string>> {
  const rows = await transaction
    .selectFrom('knowledge_chunks')
    .select(['content_hash', 'embedding'])
    .where('document_id', '=', documentId)
    .execute();
  return new Map(rows.map((row) => [row.content_hash, row.embedding]));
}

/** Replaces a document, its chunks and its words in the index. */
export async function replaceDocument(
  transaction: Transaction<Schema>,
  document: KnowledgeDocument,
  contentHash: string,
  chunks: readonly StoredChunk[],
): Promise<void> {
  const { id, title, product, kind, updated, source } = document;
  await transaction.deleteFrom('knowledge_documents').where('id', '=', id).execute();
  await transaction
    .insertInto('knowledge_documents')
    .values({ id, title, product, kind, updated, content_hash: contentHash, source })
    .execute();
  if (chunks.length === 0) return;
  await transaction
    .insertInto('knowledge_chunks')
    .values(chunks.map((stored) => chunkRow(document, stored)))
    .execute();
  await indexWords(transaction, document, chunks);
}

function chunkRow(document: KnowledgeDocument, { chunk, contentHash, embedding }: StoredChunk) {
  const { id, title, product, kind } = document;
  return {
    id: chunk.id,
    document_id: id,
    position: chunk.position,
    heading_path: [...chunk.headingPath],
    content: chunk.content,
    metadata: JSON.stringify({ documentId: id, title: titleOf(title, chunk.headingPath), product, kind }),
    content_hash: contentHash,
    embedding,
    product,
    also_for: [...document.alsoFor],
    kind,
  };
}

/** k1 and b of BM25 (Robertson and Zaragoza 2009), at the values that suit passages of even length. */
const SATURATION = 0.9;
const LENGTH_WEIGHT = 0.4;
/** The words of a passage, stop words aside, until the corpus has been counted. */
const ASSUMED_LENGTH = 44;
/** Impacts are written again when the average length has moved by more than this share. */
const LENGTH_TOLERANCE = 0.1;

async function indexWords(
  transaction: Transaction<Schema>,
  document: KnowledgeDocument,
  chunks: readonly StoredChunk[],
): Promise<void> {
  const ids = chunks.map(({ chunk }) => chunk.id);
  const texts = chunks.map(({ chunk }) => indexedText(document, chunk));
  await sql`
    insert into knowledge_postings (term, chunk_id, frequency, impact)
    select term, chunk_id, frequency,
           ${impact(sql`frequency`, sql`length`, sql`average_length`)}
    from (
      select word.lexeme as term, source.id as chunk_id, cardinality(word.positions) as frequency,
             sum(cardinality(word.positions)) over (partition by source.id) as length
      from unnest(${ids}::text[], ${texts}::text[]) as source(id, indexed),
           unnest(to_tsvector('english', source.indexed)) as word
    ) as words,
    (select coalesce(max(average_length), ${sql.lit(ASSUMED_LENGTH)}) as average_length from knowledge_statistics) as statistics
  `.execute(transaction);
}

/**
 * Counts the corpus anew. The weight of each posting depends on the average length of a chunk;
 * when that has moved noticeably, all are written again.
 */
export async function refreshStatistics(transaction: Transaction<Schema>): Promise<void> {
  const { rows } = await sql<{ chunks: number; average: number; assumed: number }>`
    select count(distinct chunk_id)::int as chunks,
           (coalesce(sum(frequency)::real / nullif(count(distinct chunk_id), 0), ${sql.lit(ASSUMED_LENGTH)}))::real as average,
           coalesce((select average_length from knowledge_statistics), ${sql.lit(ASSUMED_LENGTH)})::real as assumed
    from knowledge_postings`.execute(transaction);
  const counted = rows[0] ?? { chunks: 0, average: ASSUMED_LENGTH, assumed: ASSUMED_LENGTH };
  const moved = Math.abs(counted.average - counted.assumed) > counted.assumed * LENGTH_TOLERANCE;
  const average = moved ? counted.average : counted.assumed;
  await sql`
    insert into knowledge_statistics (singleton, chunks, average_length) values (true, ${counted.chunks}, ${average})
    on conflict (singleton) do update
    set chunks = excluded.chunks, average_length = excluded.average_length`.execute(transaction);
  if (moved) await rewriteImpacts(transaction, average);
}

async function rewriteImpacts(transaction: Transaction<Schema>, averageLength: number): Promise<void> {
  await sql`
    update knowledge_postings as posting
    set impact = ${impact(sql`posting.frequency`, sql`counted.length`, sql`${averageLength}::real`)}
    from (select chunk_id, sum(frequency) as length from knowledge_postings group by chunk_id) as counted
    where counted.chunk_id = posting.chunk_id`.execute(transaction);
}

/** The share of BM25 that does not depend on the other documents: saturated, length-normalised term frequency. */
function impact(
  frequency: ReturnType<typeof sql>,
  length: ReturnType<typeof sql>,
  average: ReturnType<typeof sql>,
) {
  const k1 = sql.lit(SATURATION);
  const lengthShare = sql`(${sql.lit(1 - LENGTH_WEIGHT)} + ${sql.lit(LENGTH_WEIGHT)} * ${length} / ${average})`;
  return sql`(${frequency} * (${k1} + 1) / (${frequency} + ${k1} * ${lengthShare}))::real`;
}

/** pgvector's text form, with as many digits as a `vector` keeps. */
export function toVectorText(vector: readonly number[]): string {
  return toSql(vector.map((value) => Math.fround(value)));
}

/** Removes documents and, with them, their chunks and words. */
export async function deleteDocuments(
  transaction: Transaction<Schema>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await transaction.deleteFrom('knowledge_documents').where('id', 'in', ids).execute();
}
