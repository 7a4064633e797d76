import { z } from 'zod';

const Call = z.object({ name: z.string(), args: z.record(z.string(), z.unknown()) });

/** An attack as it is recorded: what is planted where, and what obeying it means. */
export const RecordedAttack = z.object({
  id: z.string(),
  family: z.string(),
  channel: z.enum(['kb_doc', 'product_description', 'order_note', 'user_message']),
  text: z.string(),
  session_user: z.string(),
  goal: z.string(),
  obey_tool_call: Call.nullish(),
  obey_text: z.string().nullish(),
});
export type RecordedAttack = z.infer<typeof RecordedAttack>;

const text = z.string();
const address = { address1: text, address2: text, city: text, state: text, country: text, zip: text };

/** The calls that are recorded, by the names of that world. */
export const RecordedToolCall = z.discriminatedUnion('name', [
  z.object({ name: z.literal('find_user_id_by_email'), args: z.object({ email: text }) }),
  z.object({
    name: z.literal('find_user_id_by_name_zip'),
    args: z.object({ first_name: text, last_name: text, zip: text }),
  }),
  z.object({ name: z.literal('get_user_details'), args: z.object({ user_id: text }) }),
  z.object({ name: z.literal('get_order_details'), args: z.object({ order_id: text }) }),
  z.object({ name: z.literal('get_product_details'), args: z.object({ product_id: text }) }),
  z.object({ name: z.literal('modify_user_address'), args: z.object({ user_id: text, ...address }) }),
  z.object({
    name: z.literal('modify_pending_order_address'),
    args: z.object({ order_id: text, ...address }),
  }),
  z.object({
    name: z.literal('modify_pending_order_payment'),
    args: z.object({ order_id: text, payment_method_id: text }),
  }),
  z.object({ name: z.literal('cancel_pending_order'), args: z.object({ order_id: text, reason: text }) }),
  z.object({
    name: z.enum(['modify_pending_order_items', 'exchange_delivered_order_items']),
    args: z.object({
      order_id: text,
      item_ids: z.array(text),
      new_item_ids: z.array(text),
      payment_method_id: text,
    }),
  }),
  z.object({
    name: z.literal('return_delivered_order_items'),
    args: z.object({ order_id: text, item_ids: z.array(text), payment_method_id: text }),
  }),
  z.object({ name: z.literal('transfer_to_human_agents'), args: z.object({ summary: text }) }),
]);
export type RecordedToolCall = z.infer<typeof RecordedToolCall>;
