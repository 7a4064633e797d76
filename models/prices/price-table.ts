import type { ModelPrice } from '../../platform/model-settings.js';

/** Tokens of one call. `input` counts all of them, those from and to the cache included. */
export interface TokenCounts {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

/** Prices by a part of the model id; the longest part that an id contains decides. */
export type PriceTable = ReadonlyMap<string, ModelPrice>;

/**
 * On-demand list prices of AWS for us-east-1, in US dollars for a million tokens. They change, and other regions and
 * contracts have others: MODEL_PRICES overrides them.
 */
export const LIST_PRICES: PriceTable = new Map([
  ['claude-opus-4-5', { input: 5, output: 25, cacheRead: 0.5, cacheWrite: 6.25 }],
  ['claude-sonnet-4', { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 }],
  ['claude-haiku-4-5', { input: 1, output: 5, cacheRead: 0.1, cacheWrite: 1.25 }],
  ['claude-3-5-haiku', { input: 0.8, output: 4, cacheRead: 0.08, cacheWrite: 1 }],
  ['claude-3-haiku', { input: 0.25, output: 1.25, cacheRead: 0.25, cacheWrite: 0.25 }],
  ['nova-pro', { input: 0.8, output: 3.2, cacheRead: 0.2, cacheWrite: 0.8 }],
  ['nova-lite', { input: 0.06, output: 0.24, cacheRead: 0.015, cacheWrite: 0.06 }],
  ['nova-micro', { input: 0.035, output: 0.14, cacheRead: 0.00875, cacheWrite: 0.035 }],
  ['titan-embed-text-v2', { input: 0.02, output: 0, cacheRead: 0.02, cacheWrite: 0.02 }],
]);

/** The price of a model, or undefined when the table has none. */
export function priceOf(table: PriceTable, modelId: string): ModelPrice | undefined {
  let best: string | undefined;
  for (const part of table.keys()) {
    if (modelId.includes(part) && part.length > (best ?? '').length) best = part;
  }
  return best === undefined ? undefined : table.get(best);
}

/**
 * What a call cost, in millionths of a US dollar, rounded up. A model without a price costs as much as the dearest that
 * has one, so that an unknown id cannot slip below a spending limit.
 */
export function costOf(table: PriceTable, modelId: string, tokens: TokenCounts): number {
  const price = priceOf(table, modelId) ?? dearest(table);
  const plain = Math.max(0, tokens.input - tokens.cacheRead - tokens.cacheWrite);
  return Math.ceil(
    plain * price.input +
      tokens.cacheRead * price.cacheRead +
      tokens.cacheWrite * price.cacheWrite +
      tokens.output * price.output,
  );
}

function dearest(table: PriceTable): ModelPrice {
  const none = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 };
  return [...table.values()].reduce((most, price) => (price.output > most.output ? price : most), none);
}
