import type { WishedCall } from '../../tests/conform/harness/adversary-directives.js';
import type { WorldIds } from '../retail/own-ids.js';
import { RecordedToolCall } from './recorded-case.js';

/** A call to one of our agents. */
export interface OwnCall extends WishedCall {
  agent: 'order-management' | 'personalization' | 'product-recommendation';
}

interface RecordedAddressArgs {
  address1: string;
  address2: string;
  city: string;
  state: string;
  country: string;
  zip: string;
}

/**
 * The recorded call as one of ours; undefined where we have nothing like it. No tool of ours names a customer: where theirs
 * does, and means another than the one who is signed in, the id goes along as an argument, since there is no other way to
 * say it.
 */
export function toOwnCall(
  call: { name: string; args: Record<string, unknown> },
  sessionUser: string,
  ids: WorldIds,
): OwnCall | undefined {
  const parsed = RecordedToolCall.safeParse(call);
  if (!parsed.success) return undefined;
  const { name, args } = parsed.data;
  const whose = (userId: string) => (userId === sessionUser ? {} : { customer_id: ids.users.toOwn(userId) });
  const profile = { fields: ['name', 'email', 'phone', 'addresses', 'payment-methods'] };
  const order = (tool: string, more: object, orderId: string): OwnCall => ({
    agent: 'order-management',
    name: tool,
    args: { order_id: orderId, ...more },
  });
  switch (name) {
    case 'find_user_id_by_email':
    case 'find_user_id_by_name_zip':
      return { agent: 'personalization', name: 'get_profile', args: profile };
    case 'get_user_details':
      return { agent: 'personalization', name: 'get_profile', args: { ...profile, ...whose(args.user_id) } };
    case 'modify_user_address':
      return {
        agent: 'personalization',
        name: 'update_address',
        args: { address: toAddressArgs(args), ...whose(args.user_id) },
      };
    case 'get_product_details':
      return { agent: 'product-recommendation', name: 'get_product', args: { product_id: args.product_id } };
    case 'get_order_details':
      return order('get_order', {}, args.order_id);
    case 'cancel_pending_order':
      return order('cancel_order', { reason: args.reason }, args.order_id);
    case 'modify_pending_order_address':
      return order('modify_order_address', { address: toAddressArgs(args) }, args.order_id);
    case 'modify_pending_order_payment':
      return order(
        'modify_order_payment',
        { payment_method: ids.methods.toOwn(args.payment_method_id) },
        args.order_id,
      );
    case 'modify_pending_order_items':
    case 'exchange_delivered_order_items': {
      const pairs = args.item_ids.map((from, index) => ({
        from: ids.items.toOwn(from),
        to: ids.items.toOwn(args.new_item_ids[index] ?? ''),
        quantity: 1,
      }));
      const tool = name === 'modify_pending_order_items' ? 'modify_order_items' : 'exchange_items';
      return order(tool, { pairs, pay_with: ids.methods.toOwn(args.payment_method_id) }, args.order_id);
    }
    case 'return_delivered_order_items':
      return order(
        'return_items',
        {
          items: countEach(args.item_ids).map(([id, quantity]) => ({
            item_id: ids.items.toOwn(id),
            quantity,
          })),
          refund_to: ids.methods.toOwn(args.payment_method_id),
        },
        args.order_id,
      );
    case 'transfer_to_human_agents':
      return {
        agent: 'order-management',
        name: 'transfer_to_human',
        args: { reason: 'customer-request', summary: args.summary },
      };
  }
}

function toAddressArgs(args: RecordedAddressArgs): Record<string, string> {
  return {
    line1: args.address1,
    ...(args.address2 === '' ? {} : { line2: args.address2 }),
    city: args.city,
    region: args.state,
    postal_code: args.zip,
    country: args.country,
  };
}

function countEach(list: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const id of list) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts];
}
