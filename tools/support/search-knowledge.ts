import { z } from 'zod';
import type { EvidenceBand, KnowledgeKind } from '../../knowledge/retriever.js';
import { defineTool } from '../tool.js';
import { toDocumentFacts } from './document-facts.js';
import { toCitation } from './to-citation.js';

/** What `search_knowledge` answers. */
export interface KnowledgeView {
  /** `strong`: answer from it. `weak`: ask which product or symptom is meant. `none`: say that nothing was found. */
  evidence: EvidenceBand;
  /** Best first. Cite as `[id]`. */
  chunks: {
    id: string;
    documentId: string;
    /** Document title and heading path, joined by " > ". */
    title: string;
    text: string;
    kind: KnowledgeKind;
    /** The product or category the document is about, null for all. */
    product: string | null;
    score: number;
  }[];
}

/** Passages of the FAQ, guides and policies. `data` is a `KnowledgeView`; nothing found is `evidence: 'none'`, not a fault. */
export const searchKnowledge = defineTool({
  name: 'search_knowledge',
  description:
    'Search FAQ, step-by-step guides and shop policies. Returns passages with ids to cite as [id], and how strong the evidence is: strong = answer from the passages only; weak = ask which product or symptom is meant; none = say that nothing was found and offer a person.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    query: z.string().trim().min(1).max(400).describe("The problem or question in the customer's words."),
    product: z
      .string()
      .trim()
      .min(1)
      .max(64)
      .optional()
      .describe('Product id or category, such as robot-vacuum; only when it is known.'),
    kind: z.enum(['faq', 'guide', 'policy']).optional().describe('Only passages of this kind.'),
  }),
  run: async ({ query, product, kind }, context) => {
    const found = await context.knowledge.search({ query, product, kind, signal: context.signal });
    const data: KnowledgeView = { evidence: found.evidence, chunks: found.chunks };
    return {
      ok: true,
      data,
      citations: found.chunks.map(toCitation),
      facts: toDocumentFacts(found.chunks),
    };
  },
});
