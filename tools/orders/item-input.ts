import { z } from 'zod';

/** An item as an argument, by the id that the order or the stock gives. */
export const ITEM_ID_INPUT = z
  .string()
  .trim()
  .regex(/^[0-9]{8,10}$/, 'an item id has 8 to 10 digits')
  .describe('Item id as get_order or check_availability gives it.');

/** How many of an item; all of it when left out. */
export const QUANTITY_INPUT = z
  .int()
  .min(1)
  .max(99)
  .optional()
  .describe('How many; left out means all of this item in the order.');
