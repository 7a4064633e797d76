import { z } from 'zod';
import { Id } from './ids.js';

/** Money: integer cents with an ISO 4217 currency, never a float. */
export const Money = z.object({ cents: z.int(), currency: z.string().length(3) }).meta({ id: 'Money' });
export type Money = z.infer<typeof Money>;

/** A product or an order that a page can show as a card beside the words. */
export const DisplayItem = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('product'),
      id: Id,
      name: z.string(),
      brand: z.string(),
      price: Money.describe('The lowest price among the variants shown.'),
      inStock: z.boolean(),
      reason: z.string().optional().describe('Why it is shown.'),
    }),
    z.object({
      kind: z.literal('order'),
      id: Id,
      status: z.string(),
      placedAt: z.iso.datetime(),
      total: Money,
      lines: z.array(z.object({ name: z.string(), quantity: z.int().positive() })),
      allowedActions: z.array(z.string()).describe('What policy allows for this order now.'),
    }),
  ])
  .meta({ id: 'DisplayItem' });
export type DisplayItem = z.infer<typeof DisplayItem>;
