import { z } from 'zod';

/** An address as the recorded world keeps it. */
export const RecordedAddress = z.object({
  address1: z.string(),
  address2: z.string(),
  city: z.string(),
  country: z.string(),
  state: z.string(),
  zip: z.string(),
});
export type RecordedAddress = z.infer<typeof RecordedAddress>;

const RecordedMethod = z.discriminatedUnion('source', [
  z.object({ source: z.literal('credit_card'), id: z.string(), brand: z.string(), last_four: z.string() }),
  z.object({ source: z.literal('paypal'), id: z.string() }),
  z.object({ source: z.literal('gift_card'), id: z.string(), balance: z.number() }),
]);
export type RecordedMethod = z.infer<typeof RecordedMethod>;

const RecordedUser = z.object({
  name: z.object({ first_name: z.string(), last_name: z.string() }),
  address: RecordedAddress,
  email: z.string(),
  payment_methods: z.record(z.string(), RecordedMethod),
  orders: z.array(z.string()),
});
export type RecordedUser = z.infer<typeof RecordedUser>;

const RecordedPayment = z.object({
  transaction_type: z.enum(['payment', 'refund']),
  amount: z.number(),
  payment_method_id: z.string(),
});
export type RecordedPayment = z.infer<typeof RecordedPayment>;

const RecordedItem = z.object({
  name: z.string(),
  product_id: z.string(),
  item_id: z.string(),
  price: z.number(),
  options: z.record(z.string(), z.string()),
});

/** An order; the optional fields appear with the write that fills them. */
const RecordedOrder = z.object({
  order_id: z.string(),
  user_id: z.string(),
  address: RecordedAddress,
  items: z.array(RecordedItem),
  fulfillments: z.array(z.object({ tracking_id: z.array(z.string()), item_ids: z.array(z.string()) })),
  status: z.string(),
  payment_history: z.array(RecordedPayment),
  cancel_reason: z.string().optional(),
  return_items: z.array(z.string()).optional(),
  return_payment_method_id: z.string().optional(),
  exchange_items: z.array(z.string()).optional(),
  exchange_new_items: z.array(z.string()).optional(),
  exchange_payment_method_id: z.string().optional(),
  exchange_price_difference: z.number().optional(),
});
export type RecordedOrder = z.infer<typeof RecordedOrder>;

const RecordedProduct = z.object({
  name: z.string(),
  product_id: z.string(),
  variants: z.record(
    z.string(),
    z.object({
      item_id: z.string(),
      options: z.record(z.string(), z.string()),
      available: z.boolean(),
      price: z.number(),
    }),
  ),
});
export type RecordedProduct = z.infer<typeof RecordedProduct>;

/** The whole recorded world: what it starts as, and what is exported for comparison. */
export const RecordedWorld = z.object({
  users: z.record(z.string(), RecordedUser),
  orders: z.record(z.string(), RecordedOrder),
  products: z.record(z.string(), RecordedProduct),
});
export type RecordedWorld = z.infer<typeof RecordedWorld>;
