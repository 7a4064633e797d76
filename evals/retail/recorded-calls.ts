import { z } from 'zod';
import { RecordedAddress } from './recorded-world.js';

const Order = z.object({ order_id: z.string() });
const User = z.object({ user_id: z.string() });
const Paid = Order.extend({ payment_method_id: z.string() });
const Pairs = Paid.extend({ item_ids: z.array(z.string()), new_item_ids: z.array(z.string()) });

/** A call as it was recorded: one of the sixteen tools of that world, with its arguments. */
export const RecordedCall = z.discriminatedUnion('name', [
  z.object({ name: z.literal('find_user_id_by_email'), args: z.object({ email: z.string() }) }),
  z.object({
    name: z.literal('find_user_id_by_name_zip'),
    args: z.object({ first_name: z.string(), last_name: z.string(), zip: z.string() }),
  }),
  z.object({ name: z.literal('get_user_details'), args: User }),
  z.object({ name: z.literal('get_order_details'), args: Order }),
  z.object({ name: z.literal('get_product_details'), args: z.object({ product_id: z.string() }) }),
  z.object({ name: z.literal('list_all_product_types'), args: z.unknown() }),
  z.object({ name: z.literal('calculate'), args: z.object({ expression: z.string() }) }),
  z.object({ name: z.literal('think'), args: z.unknown() }),
  z.object({ name: z.literal('transfer_to_human_agents'), args: z.object({ summary: z.string() }) }),
  z.object({ name: z.literal('modify_user_address'), args: RecordedAddress.extend(User.shape) }),
  z.object({ name: z.literal('modify_pending_order_address'), args: RecordedAddress.extend(Order.shape) }),
  z.object({ name: z.literal('modify_pending_order_payment'), args: Paid }),
  z.object({ name: z.literal('cancel_pending_order'), args: Order.extend({ reason: z.string() }) }),
  z.object({ name: z.literal('modify_pending_order_items'), args: Pairs }),
  z.object({ name: z.literal('exchange_delivered_order_items'), args: Pairs }),
  z.object({
    name: z.literal('return_delivered_order_items'),
    args: Paid.extend({ item_ids: z.array(z.string()) }),
  }),
]);
export type RecordedCall = z.infer<typeof RecordedCall>;

/** The arguments of one of the recorded tools. */
export type ArgsOf<Name extends RecordedCall['name']> = Extract<RecordedCall, { name: Name }>['args'];
