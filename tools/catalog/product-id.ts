import { z } from 'zod';

/** A product id or an item id as an argument; nothing else is matched, no part of a name. */
export const PRODUCT_ID_INPUT = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .describe('Product id such as aurora-anc-headphones, or item id (8 digits).');
