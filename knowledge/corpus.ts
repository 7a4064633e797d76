import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from '../database/schema.js';
import type { Embedder } from '../models/embedder.js';
import { AppError } from '../platform/errors.js';

/** Raised when rows get another shape, so that the next ingestion writes every document again. */
export const INDEX_VERSION = 4;

const PURPOSE = 'knowledge';

/** Registers who writes the corpus and locks it for this transaction. Throws `conflict` when another embedder wrote it. */
export async function claimCorpus(transaction: Transaction<Schema>, embedder: Embedder): Promise<void> {
  await sql`
    insert into corpora (purpose, embedder, dimensions, version)
    values (${PURPOSE}, ${embedder.id}, ${embedder.dimensions}, ${INDEX_VERSION})
    on conflict (purpose) do nothing`.execute(transaction);
  const { rows } = await sql<{ embedder: string }>`
    select embedder from corpora where purpose = ${PURPOSE} for update`.execute(transaction);
  const writer = rows[0]?.embedder;
  if (writer !== undefined && writer !== embedder.id) throw embedderMismatch(writer, embedder.id);
}

/** Forgets the corpus and everything in it, for an embedder that takes it over. */
export async function clearCorpus(transaction: Transaction<Schema>): Promise<void> {
  await sql`delete from knowledge_documents`.execute(transaction);
  await sql`delete from corpora where purpose = ${PURPOSE}`.execute(transaction);
}

/** Who wrote the corpus; undefined before the first ingestion. */
export async function corpusEmbedder(executor: Kysely<Schema>): Promise<string | undefined> {
  const row = await executor
    .selectFrom('corpora')
    .select('embedder')
    .where('purpose', '=', PURPOSE)
    .executeTakeFirst();
  return row?.embedder;
}

/** The error for vectors of two embedders, which cannot be compared; it names the command that helps. */
export function embedderMismatch(writer: string, reader: string): AppError {
  return new AppError(
    'conflict',
    `The knowledge base was written with the embedder "${writer}", but "${reader}" is configured. ` +
      'Set EMBEDDER to that one (local or titan), or run "npm run ingest -- --rebuild" to write it anew (the embedded ' +
      'database has to run: "npm run database").',
  );
}
