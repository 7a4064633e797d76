import { z } from 'zod';
import { ITEM_ID_INPUT, QUANTITY_INPUT } from './item-input.js';

/** What is to become what. */
export const PAIRS_INPUT = z
  .array(
    z.object({
      from: ITEM_ID_INPUT.describe('Item id in the order, from get_order.'),
      to: ITEM_ID_INPUT.describe('Item id of another variant of the same product, from check_availability.'),
      quantity: QUANTITY_INPUT,
    }),
  )
  .min(1)
  .max(20);

/** A payment method in the customer's words. */
export const PAY_WITH_INPUT = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .optional()
  .describe(
    'For a price difference, only when the customer names a method, such as "PayPal" or "Visa 4242".',
  );
