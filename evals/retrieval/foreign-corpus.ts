import { z } from 'zod';
import type { KnowledgeDocument } from '../../knowledge/document.js';
import { readJsonLines } from './judged-questions.js';

const CorpusRecord = z.object({ id: z.string().min(1), title: z.string(), text: z.string() });

/** A corpus of somebody else as documents under ids that fit ours, and the way from each id to the other. */
export interface ForeignCorpus {
  documents: KnowledgeDocument[];
  /** Undefined for an id that the corpus does not have. */
  toDocumentId(id: string): string | undefined;
  toForeignId(id: string): string;
}

/** Reads a corpus with one `{id, title, text}` a line. Throws when an id comes twice. */
export async function readForeignCorpus(file: string): Promise<ForeignCorpus> {
  const records = await readJsonLines(file, CorpusRecord);
  const ours = new Map<string, string>();
  const theirs = new Map<string, string>();
  const documents = records.map(({ id, title, text }): KnowledgeDocument => {
    if (ours.has(id)) throw new Error(`${file} has the id ${id} twice`);
    const plain =
      id
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '') || 'document';
    const documentId = theirs.has(plain) ? `${plain}-${ours.size}` : plain;
    ours.set(id, documentId);
    theirs.set(documentId, id);
    return {
      id: documentId,
      title,
      product: null,
      alsoFor: [],
      kind: 'guide',
      updated: '1970-01-01',
      questions: [],
      body: text,
      source: `foreign/${id}`,
    };
  });
  return {
    documents,
    toDocumentId: (id) => ours.get(id),
    toForeignId: (id) => theirs.get(id) ?? id,
  };
}

/** The corpus without some of its documents, as if they had never been written. */
export function withoutDocuments(corpus: ForeignCorpus, gone: ReadonlySet<string>): ForeignCorpus {
  return {
    documents: corpus.documents.filter((document) => !gone.has(document.id)),
    toDocumentId(id) {
      const documentId = corpus.toDocumentId(id);
      return documentId === undefined || gone.has(documentId) ? undefined : documentId;
    },
    toForeignId: corpus.toForeignId,
  };
}
