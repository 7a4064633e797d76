import type { Ask } from './commands.js';
import type { ModelState } from './sequence-model.js';

/** The tool call that asks for this. */
export function toToolInput(
  ask: Ask,
  { orders, items }: ModelState,
  method: string,
): { name: string; input: Record<string, unknown> } {
  const order = orders[ask.order];
  if (order === undefined) throw new Error('there is no such order in the model');
  const line = order.lines[ask.line % order.lines.length];
  const order_id = order.id;
  const pairs = [{ from: line?.item, to: items[ask.to], quantity: 1 }];
  switch (ask.tool) {
    case 'cancel':
      return { name: 'cancel_order', input: { order_id, reason: 'no longer needed' } };
    case 'pay':
      return { name: 'modify_order_payment', input: { order_id, payment_method: method } };
    case 'items':
      return { name: 'modify_order_items', input: { order_id, pairs, pay_with: method } };
    case 'exchange':
      return { name: 'exchange_items', input: { order_id, pairs, pay_with: method } };
    case 'return':
      return {
        name: 'return_items',
        input: {
          order_id,
          items: [{ item_id: line?.item, quantity: 1, reason: 'broken' }],
          refund_to: method,
        },
      };
  }
}
