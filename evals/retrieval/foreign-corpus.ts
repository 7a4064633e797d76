import { z } from 'zod';
import type { KnowledgeDocument } from '../../knowledge/document.js';
import { readJsonLines } from './judged-questions.js';

const CorpusRecord = z.object({ id: z.string(), title: z.string(), text: z.string() });

/** A corpus of somebody else, one `{id, title, text}` a line, as documents under ids that fit ours. */
export async function readForeignCorpus(
  file: string,
): Promise<{ documents: KnowledgeDocument[]; toDocumentId: (id: string) => string }> {
  const records = await readJsonLines(file, CorpusRecord);
  const toDocumentId = (id: string) => id.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const documents = records.map(
    ({ id, title, text }): KnowledgeDocument => ({
      id: toDocumentId(id),
      title,
      product: null,
      alsoFor: [],
      kind: 'guide',
      updated: '1970-01-01',
      questions: [],
      body: text,
      source: `foreign/${id}`,
    }),
  );
  return { documents, toDocumentId };
}
