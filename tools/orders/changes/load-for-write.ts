import { refuse, type WriteRefusal, type WriteScope } from '../../actions/write-plan.js';
import { orderIdCandidates } from '../order-id.js';
import type { OrderRecord } from '../order-record.js';
import { findOrders } from '../order-store.js';
import { findMethods } from './method-store.js';
import type { PlanContext } from './plan-context.js';

/** An order with what its plans depend on. */
export interface LoadedOrder {
  ok: true;
  order: OrderRecord;
  context: PlanContext;
}

/**
 * The customer's order by the number they typed, with their payment methods; locked where the scope says so. One that
 * does not exist and one of somebody else's get the same refusal.
 */
export async function loadForWrite(scope: WriteScope, typedId: string): Promise<LoadedOrder | WriteRefusal> {
  const { transaction, customerId, policy, now, lock } = scope;
  const orderIds = orderIdCandidates(typedId);
  if (lock && orderIds.length > 0) {
    await transaction
      .selectFrom('orders')
      .where('customer_id', '=', customerId)
      .where('id', 'in', orderIds)
      .select('id')
      .orderBy('id')
      .forUpdate()
      .execute();
  }
  const [order] = await findOrders(transaction, { customerId, orderIds });
  if (order === undefined) {
    return refuse(
      'not-found',
      'No such order on this account. Ask for the number again, or list the recent orders.',
      'not-found',
    );
  }
  return {
    ok: true,
    order,
    context: { methods: await findMethods(transaction, { customerId, lock }), policy, now },
  };
}
