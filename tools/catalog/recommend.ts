import type { Transaction } from 'kysely';
import { customerOf } from '../../contract/identity.js';
import type { Schema } from '../../database/schema.js';
import { DAY_MS } from '../calendar.js';
import { fault } from '../fault.js';
import { orderIdCandidates } from '../orders/order-id.js';
import type { ToolContext, ToolResult } from '../tool.js';
import { findProducts } from './product-store.js';
import { rankCandidates } from './rank-candidates.js';
import { findCandidates, findTaste, type RecommendationBasis, type Taste } from './recommendation-store.js';
import type { RecommendationView } from './recommendation-view.js';
import { toProductFact, toProductHit, toProductItem } from './to-product-view.js';

/** What to recommend from, as the tool got it. Prices are in currency units. */
export interface RecommendationInput {
  based_on: RecommendationBasis['kind'];
  order_id?: string | undefined;
  product_id?: string | undefined;
  category?: string | undefined;
  max_price?: number | undefined;
  limit?: number | undefined;
}

const BROWSING_DAYS = 90;

/** Recommends in one transaction of three statements. What is missing or not the customer's is a fault with a hint. */
export async function recommend(input: RecommendationInput, context: ToolContext): Promise<ToolResult> {
  const basis = toBasis(input, context);
  if ('ok' in basis) return basis;
  return context.database.transaction({ customerId: basis.customerId }, async (transaction) => {
    const taste = await findTaste(transaction, basis, context.now());
    if (taste.seeds.length === 0) return nothingToStartFrom(basis);
    return answer(transaction, { input, basis, taste, context });
  });
}

function toBasis(
  { based_on, order_id, product_id }: RecommendationInput,
  context: ToolContext,
): RecommendationBasis | Extract<ToolResult, { ok: false }> {
  const customerId = customerOf(context.identity);
  if (based_on === 'product') {
    if (product_id === undefined)
      return { ok: false, code: 'invalid-arguments', message: 'Give product_id.' };
    return { kind: 'product', customerId, productId: product_id };
  }
  if (customerId === undefined) {
    const message = 'The customer is not signed in. Recommend from a product, or ask them to sign in.';
    return { ok: false, code: 'sign-in-required', message };
  }
  if (based_on === 'order') {
    if (order_id === undefined) return { ok: false, code: 'invalid-arguments', message: 'Give order_id.' };
    return { kind: 'order', customerId, orderIds: orderIdCandidates(order_id) };
  }
  if (based_on === 'profile') return { kind: 'profile', customerId };
  return { kind: 'browsing', customerId, since: new Date(context.now().getTime() - BROWSING_DAYS * DAY_MS) };
}

function nothingToStartFrom(basis: RecommendationBasis): ToolResult {
  switch (basis.kind) {
    case 'product':
      return fault('not-found', 'No such product. Use search_products to find its id by name.');
    case 'order':
      return fault('not-found', 'No such order on this account. Ask for the number again.');
    case 'profile':
    case 'browsing':
      return fault('not-found', 'There is nothing to go by yet. Ask what kind of product is wanted.');
  }
}

async function answer(
  transaction: Transaction<Schema>,
  step: { input: RecommendationInput; basis: RecommendationBasis; taste: Taste; context: ToolContext },
): Promise<ToolResult> {
  const { input, basis, taste, context } = step;
  const maxCents = input.max_price === undefined ? undefined : Math.round(input.max_price * 100);
  const candidates = await findCandidates(transaction, {
    seeds: taste.seeds,
    owned: taste.owned,
    category: input.category,
    maxCents,
  });
  const chosen = rankCandidates(candidates, { taste, kind: basis.kind }).slice(0, input.limit ?? 3);
  const records =
    chosen.length === 0
      ? []
      : await findProducts(
          transaction,
          chosen.map(({ id }) => id),
        );
  const products = chosen.flatMap(({ id, why }) =>
    records
      .filter((record) => record.id === id)
      .map((record) => {
        const fitting = record.items.filter(
          (item) => item.quantity > 0 && item.priceCents <= (maxCents ?? item.priceCents),
        );
        return toProductHit({ ...record, items: fitting }, { why, locale: context.locale });
      }),
  );
  const data: RecommendationView = { products, basedOn: nameBasis(basis, taste) };
  return { ok: true, data, items: products.map(toProductItem), facts: products.map(toProductFact) };
}

function nameBasis(basis: RecommendationBasis, taste: Taste): string {
  switch (basis.kind) {
    case 'product':
      return taste.seeds[0]?.name ?? 'that product';
    case 'order':
      return `your order of ${taste.seeds.map((seed) => seed.name).join(', ')}`;
    case 'profile':
      return 'your purchases and preferences';
    case 'browsing':
      return 'what may suit you';
  }
}
