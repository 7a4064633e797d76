import type { PostalAddress } from '../../../database/schema.js';
import { canonicalJson } from '../../actions/canonical-json.js';
import type { OrderRecord } from '../order-record.js';
import { refusalUnlessPending } from '../policy.js';
import { type ChangePlan, forbid, NO_CHANGE } from './order-change.js';
import type { PlanContext } from './plan-context.js';

/** Rule 4: another address, only while the order is pending. */
export function planAddressChange(
  order: OrderRecord,
  { address }: { address: PostalAddress },
  { policy }: Pick<PlanContext, 'policy'>,
): ChangePlan<unknown> {
  const refusal = refusalUnlessPending(order, policy);
  if (refusal)
    return forbid(refusal.code, `Order ${order.id} cannot go to another address. ${refusal.reason}`);
  if (canonicalJson(address) === canonicalJson(order.shippingAddress)) {
    return forbid('same-address', `Order ${order.id} goes to this address already.`);
  }
  return { ok: true, change: { ...NO_CHANGE, shippingAddress: address } };
}
