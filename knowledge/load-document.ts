import type { Transaction } from 'kysely';
import type { Schema } from '../database/schema.js';
import { titleOf } from './chunk-texts.js';
import type { KnowledgeKind, RetrievedChunk } from './retriever.js';

/** A whole document in reading order; its chunks have no score of their own and say 0. */
export interface LoadedDocument {
  id: string;
  title: string;
  kind: KnowledgeKind;
  chunks: RetrievedChunk[];
}

/** Reads a document with all of its chunks; undefined when there is none of that id. */
export async function loadDocument(
  transaction: Transaction<Schema>,
  id: string,
): Promise<LoadedDocument | undefined> {
  const rows = await transaction
    .selectFrom('knowledge_documents as document')
    .innerJoin('knowledge_chunks as chunk', 'chunk.document_id', 'document.id')
    .select(['document.title', 'document.kind', 'document.product'])
    .select(['chunk.id', 'chunk.content', 'chunk.heading_path'])
    .where('document.id', '=', id)
    .orderBy('chunk.position')
    .execute();
  const [first] = rows;
  if (first === undefined) return undefined;
  const { title, kind, product } = first;
  const chunks = rows.map((row) => ({
    id: row.id,
    documentId: id,
    title: titleOf(title, row.heading_path),
    text: row.content,
    kind,
    product,
    score: 0,
  }));
  return { id, title, kind, chunks };
}
