import { z } from 'zod';
import type { KnowledgeKind } from '../../knowledge/retriever.js';
import { fault } from '../fault.js';
import { defineTool } from '../tool.js';
import { toDocumentFacts } from './document-facts.js';
import { toCitation } from './to-citation.js';

/** What `get_document` answers: the sections in reading order, each cited as `[id]`. */
export interface DocumentView {
  id: string;
  title: string;
  kind: KnowledgeKind;
  sections: { id: string; title: string; text: string }[];
}

/** A document in full, or one section of it when the id is that of a passage. `data` is a `DocumentView`. */
export const getDocument = defineTool({
  name: 'get_document',
  description:
    'The full text of a document that search_knowledge found: by document id the whole of it, by passage id (such as reset-router.3) the whole section around that passage. Use it when a passage stops in the middle of the steps.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    id: z
      .string()
      .trim()
      .regex(/^[a-z0-9-]{1,80}(\.[0-9]{1,4})?$/, 'use an id from search_knowledge')
      .describe('Document or passage id.'),
  }),
  run: async ({ id }, context) => {
    const [documentId = id] = id.split('.');
    const document = await context.knowledge.document(documentId);
    const named = document?.chunks.find((chunk) => chunk.id === id);
    if (!document || (id !== documentId && !named)) {
      return fault('not-found', 'No such document. Use an id from search_knowledge.');
    }
    const chunks = named ? document.chunks.filter((chunk) => chunk.title === named.title) : document.chunks;
    const data: DocumentView = {
      id: document.id,
      title: document.title,
      kind: document.kind,
      sections: chunks.map((chunk) => ({ id: chunk.id, title: chunk.title, text: chunk.text })),
    };
    return { ok: true, data, citations: chunks.map(toCitation), facts: toDocumentFacts(chunks) };
  },
});
