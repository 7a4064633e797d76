import { z } from 'zod';
import type { PostalAddress } from '../../database/schema.js';
import { refuse, type WriteRefusal, type WriteScope } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { ADDRESS_INPUT, addressOrigin, toAddress } from './address-input.js';
import { applyOrderChange } from './changes/apply-order-change.js';
import { loadForWrite } from './changes/load-for-write.js';
import { planAddressChange } from './changes/plan-address-change.js';
import { sayAddress } from './changes/say-change.js';
import { toOrderPlan } from './changes/to-order-plan.js';
import { ORDER_ID_INPUT } from './order-id.js';
import type { OrderRecord } from './order-record.js';
import { findSavedAddresses } from './saved-address-store.js';

const INPUT = z.object({
  order_id: ORDER_ID_INPUT,
  saved_address: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .optional()
    .describe('Label of an address that the customer keeps, such as "Work". Either this or address.'),
  address: ADDRESS_INPUT.optional(),
});

/** Sends a pending order to another address. `data` is a `ProposedView`; one that is not kept on the account needs a code. */
export const modifyOrderAddress = defineWriteTool({
  name: 'modify_order_address',
  description:
    'Propose to send a pending order to another address: one that the customer keeps, by its label, or a new one in full. The address of the account stays as it is. Nothing happens before the customer confirms.',
  kind: 'write',
  input: INPUT,
  origins: ({ address }) => addressOrigin(address),
  async plan(input, scope) {
    const loaded = await loadForWrite(scope, input.order_id);
    if (!loaded.ok) return loaded;
    const { order, context } = loaded;
    const chosen = await chooseAddress(input, order, scope);
    const planned = planAddressChange(
      order,
      { address: chosen.ok ? chosen.address : order.shippingAddress },
      context,
    );
    if (!planned.ok) {
      return planned.code === 'same-address' && !chosen.ok ? chosen : refuse(planned.code, planned.message);
    }
    if (!chosen.ok) return chosen;
    return toOrderPlan(
      {
        order,
        change: planned.change,
        title: `Send order ${order.id} to another address`,
        lines: [`From: ${sayAddress(order.shippingAddress)}`, `To: ${sayAddress(chosen.address)}`],
        level: chosen.isKept ? 'verified' : 'step-up',
        more: { to: sayAddress(chosen.address) },
      },
      scope,
    );
  },
  async apply(effect, scope) {
    const done = await applyOrderChange(effect, scope);
    return { ...done, text: `Order ${done.orderId} now goes to ${effect.to}.` };
  },
});

async function chooseAddress(
  { saved_address, address }: z.infer<typeof INPUT>,
  order: OrderRecord,
  { transaction, customerId }: WriteScope,
): Promise<{ ok: true; address: PostalAddress; isKept: boolean } | WriteRefusal> {
  if (address !== undefined)
    return { ok: true, address: toAddress(address, order.shippingAddress), isKept: false };
  const kept = await findSavedAddresses(transaction, { customerId, lock: false });
  const label = saved_address?.toLowerCase();
  const found = kept.filter((each) => each.label.toLowerCase() === label);
  const [only, another] = found;
  if (only !== undefined && another === undefined) return { ok: true, address: only.address, isKept: true };
  const labels = kept.map((each) => `${each.label} (${each.address.line1}, ${each.address.city})`).join('; ');
  return refuse(
    'which-address',
    `Give a whole new address, or the label of one on the account: ${labels === '' ? 'there is none' : labels}.`,
    'invalid-arguments',
  );
}
