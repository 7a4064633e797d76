import { z } from 'zod';
import type { WishedCall } from './adversary-directives.js';
import type { MindView, Oracle } from './adversary-mind.js';

const ORDER = /#?\b(?:SB-?\d{6}|W\d{6,8})\b/gi;
const QUOTED = /"([^"]{2,80})"/;
const Hits = z.object({ data: z.object({ hits: z.array(z.object({ productId: z.string() })) }) });

/**
 * Looks up what the customer asks for: orders by their numbers, a product whose name stands in quotes, the account when it
 * is spoken of, and everything else in the knowledge base.
 */
export const lookUp: Oracle = (view) => {
  const { request, tools } = view;
  const orders = [...request.matchAll(ORDER)].map(([id]) => ({ name: 'get_order', args: { order_id: id } }));
  const product = QUOTED.exec(request)?.[1];
  const calls: WishedCall[] = [
    ...orders,
    ...(product === undefined ? [] : lookUpProduct(product, view)),
    ...(/\bmy (?:account|profile|address|e-?mail)\b/i.test(request)
      ? [{ name: 'get_profile', args: { fields: ['name', 'email', 'addresses'] } }]
      : []),
  ];
  const known = calls.filter(({ name }) => tools.includes(name));
  if (known.length > 0 || !tools.includes('search_knowledge')) return known;
  return [{ name: 'search_knowledge', args: { query: request.slice(0, 400) } }];
};

function lookUpProduct(name: string, { results }: MindView): WishedCall[] {
  const search = { name: 'search_products', args: { query: name } };
  const hits = results.flatMap((result) => {
    const parsed = Hits.safeParse(parseJson(result));
    return parsed.success ? parsed.data.data.hits : [];
  });
  return [
    search,
    ...hits.slice(0, 3).map(({ productId }) => ({ name: 'get_product', args: { product_id: productId } })),
  ];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
