import { z } from 'zod';

/** The order number as an argument: in any spelling a customer would type. */
export const ORDER_ID_INPUT = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .describe('The order number as the customer gave it, such as SB-100123.');

/**
 * The ids that a customer may mean by what they typed: `#sb 100123`, `SB100123` and `100123` all mean `SB-100123`.
 * They are compared for equality only. A part of an id never finds an order.
 */
export function orderIdCandidates(typed: string): string[] {
  const bare = typed
    .trim()
    .replace(/^(order|no\.?|number)\s+/i, '')
    .replace(/^[#\s]+/, '')
    .trim();
  const compact = bare.replace(/[\s_–—-]+/g, '').toUpperCase();
  const prefixed = /^(?:SB)?(\d{6})$/.exec(compact);
  const candidates = [bare, bare.toUpperCase(), ...(prefixed ? [`SB-${prefixed[1]}`] : [])];
  return [...new Set(candidates)].filter((id) => id !== '');
}
