import { z } from 'zod';
import type {
  EvidenceBand,
  KnowledgeFindings,
  KnowledgeKind,
  KnowledgeQuery,
  Neighbour,
  RetrievedChunk,
} from '../../knowledge/retriever.js';
import { defineTool, type ToolContext } from '../tool.js';
import { findCarriedProduct } from './carried-product.js';
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
    /** What stands on either side of it under the same heading; cited by its own id. */
    before?: Neighbour;
    after?: Neighbour;
  }[];
}

/** Passages of the FAQ, guides and policies. `data` is a `KnowledgeView`; nothing found is `evidence: 'none'`, not a fault. */
export const searchKnowledge = defineTool({
  name: 'search_knowledge',
  description:
    'Search FAQ, step-by-step guides and shop policies. Returns passages with ids to cite as [id], where it helps with what stands before and after them, and how strong the evidence is: strong = answer from the passages only; weak = ask which product or symptom is meant; none = say that nothing was found and offer a person.',
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
    const found = await searchInContext({ query, product, kind, signal: context.signal }, context);
    const data: KnowledgeView = { evidence: found.evidence, chunks: found.chunks };
    return {
      ok: true,
      data,
      citations: found.chunks.flatMap(withNeighbours).map(toCitation),
      facts: toDocumentFacts(found.chunks),
    };
  },
});

const BANDS: readonly EvidenceBand[] = ['none', 'weak', 'strong'];

/** A question that points back is asked of the product it points at; without a good answer there also as it stands. */
async function searchInContext(
  asked: KnowledgeQuery,
  context: Pick<ToolContext, 'conversation' | 'knowledge' | 'database'>,
): Promise<KnowledgeFindings> {
  const { knowledge } = context;
  const product =
    asked.product === undefined && asked.kind !== 'policy'
      ? await findCarriedProduct(asked.query, context)
      : undefined;
  if (product === undefined) return knowledge.search(asked);
  const within = await knowledge.search({ ...asked, product });
  if (within.evidence === 'strong') return within;
  const anywhere = await knowledge.search(asked);
  return BANDS.indexOf(anywhere.evidence) > BANDS.indexOf(within.evidence) ? anywhere : within;
}

/** A passage and what goes with it: all of it was retrieved, so all of it may be cited. */
function withNeighbours(chunk: RetrievedChunk): RetrievedChunk[] {
  const beside = [chunk.before, chunk.after].flatMap((found) =>
    found === undefined ? [] : [{ ...chunk, ...found }],
  );
  return [chunk, ...beside];
}
