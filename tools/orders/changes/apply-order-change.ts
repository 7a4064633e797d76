import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../../database/schema.js';
import type { ApplyScope, WriteDone } from '../../actions/write-plan.js';
import type { OrderRecord } from '../order-record.js';
import type { OrderChange } from './order-change.js';

/** The change of one order, ready to be carried out. */
export interface OrderEffect {
  order: OrderRecord;
  change: OrderChange;
}

const CASE_PREFIX = {
  return: 'R',
  exchange: 'X',
  damage: 'P',
  warranty: 'W',
  goodwill: 'G',
  ticket: 'T',
  diagnosis: 'D',
} as const;

/** The number of the case that a proposal opens: the same in the offer, at commit and on every retry. */
export function caseIdOf(kind: keyof typeof CASE_PREFIX, proposalId: string): string {
  return `${CASE_PREFIX[kind]}-${proposalId.slice(0, 10).toUpperCase()}`;
}

/**
 * Carries out a change in the transaction in which it was planned. Every id comes from the proposal's, so that doing it
 * twice would violate a key. Throws when the rows are no longer what the plan saw.
 */
export async function applyOrderChange(
  { order, change }: OrderEffect,
  scope: ApplyScope,
): Promise<Omit<WriteDone, 'text'> & { orderId: string }> {
  const { transaction, customerId, proposalId, now } = scope;
  const owner = { order_id: order.id, customer_id: customerId };
  await updateOrder(transaction, order, change);
  await moveMoney(scope, owner, change);
  await changeLines(scope, order, change);
  for (const { itemId, quantity } of sumStock(change.stock)) {
    if (quantity < 0) await takeFromStock(transaction, itemId, -quantity);
    if (quantity > 0) await putIntoStock(transaction, itemId, quantity);
  }
  const movements = change.movements.map(({ methodId, kind, amountCents }) => ({
    methodId,
    kind,
    amountCents,
  }));
  if (change.openCase === undefined) return { orderId: order.id, movements };
  const { kind, status, topic, summary, data } = change.openCase;
  const caseId = caseIdOf(kind, proposalId);
  await transaction
    .insertInto('cases')
    .values({
      ...owner,
      ...{ id: caseId, kind, status, topic: topic.slice(0, 200), summary, data: JSON.stringify(data) },
      ...{ created_at: now, updated_at: now },
    })
    .execute();
  return { orderId: order.id, caseId, movements };
}

async function updateOrder(
  transaction: Transaction<Schema>,
  order: OrderRecord,
  { status, cancelReason, shippingAddress }: OrderChange,
): Promise<void> {
  if (status === undefined && shippingAddress === undefined) return;
  const { numUpdatedRows } = await transaction
    .updateTable('orders')
    .set({
      status: status ?? order.status,
      ...(cancelReason === undefined ? {} : { cancel_reason: cancelReason }),
      ...(shippingAddress === undefined ? {} : { shipping_address: JSON.stringify(shippingAddress) }),
    })
    .where('id', '=', order.id)
    .where('status', '=', order.status)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error(`order ${order.id} is not as it was planned`);
}

async function moveMoney(
  { transaction, proposalId, now }: ApplyScope,
  owner: { order_id: string; customer_id: string },
  { movements }: OrderChange,
): Promise<void> {
  if (movements.length === 0) return;
  await transaction
    .insertInto('order_payments')
    .values(
      movements.map(({ methodId, kind, amountCents, expectedAt }, index) => ({
        ...owner,
        id: `${proposalId.slice(0, 24)}-${index + 1}`,
        payment_method_id: methodId,
        kind,
        amount_cents: amountCents,
        at: now,
        expected_at: expectedAt,
      })),
    )
    .execute();
  for (const { methodId, kind, amountCents } of movements) {
    const delta = kind === 'refund' ? amountCents : -amountCents;
    await transaction
      .updateTable('payment_methods')
      .set({ balance_cents: sql<number>`balance_cents + ${delta}` })
      .where('id', '=', methodId)
      .where('kind', '=', 'gift-card')
      .execute();
  }
}

async function changeLines(
  { transaction, customerId, proposalId }: ApplyScope,
  order: OrderRecord,
  { lines }: OrderChange,
): Promise<void> {
  let position = Math.max(0, ...order.lines.map((line) => line.position));
  for (const line of lines) {
    const values = {
      variant_id: line.itemId,
      options: JSON.stringify(line.options),
      quantity: line.quantity,
      unit_price_cents: line.unitPriceCents,
    };
    if (line.lineId !== undefined) {
      await transaction.updateTable('order_lines').set(values).where('id', '=', line.lineId).execute();
      continue;
    }
    position += 1;
    await transaction
      .insertInto('order_lines')
      .values({
        ...values,
        id: `${proposalId.slice(0, 24)}-L${position}`,
        ...{ order_id: order.id, customer_id: customerId, position },
        ...{ product_id: line.productId, product_name: line.productName },
      })
      .execute();
  }
}

/** One entry an item, by id, so that everybody locks stock in the same order. */
function sumStock(stock: OrderChange['stock']): { itemId: string; quantity: number }[] {
  const sums = new Map<string, number>();
  for (const { itemId, quantity } of stock) sums.set(itemId, (sums.get(itemId) ?? 0) + quantity);
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([itemId, quantity]) => ({ itemId, quantity }));
}

/** From the fullest warehouse first, and over several when one is not enough. */
async function takeFromStock(
  transaction: Transaction<Schema>,
  itemId: string,
  quantity: number,
): Promise<void> {
  const rows = await transaction
    .selectFrom('variant_stock')
    .where('variant_id', '=', itemId)
    .select(['warehouse', 'quantity'])
    .orderBy('warehouse')
    .forUpdate()
    .execute();
  let left = quantity;
  for (const row of rows.toSorted((one, other) => other.quantity - one.quantity)) {
    const taken = Math.min(left, row.quantity);
    if (taken === 0) continue;
    await addToStock(transaction, { itemId, warehouse: row.warehouse, quantity: -taken });
    left -= taken;
  }
  if (left > 0) throw new Error(`item ${itemId} is not in stock as it was planned`);
}

/** To one warehouse that keeps the item; an item that none keeps any more is not counted. */
async function putIntoStock(
  transaction: Transaction<Schema>,
  itemId: string,
  quantity: number,
): Promise<void> {
  const row = await transaction
    .selectFrom('variant_stock')
    .where('variant_id', '=', itemId)
    .select('warehouse')
    .orderBy('warehouse')
    .forUpdate()
    .executeTakeFirst();
  if (row !== undefined) await addToStock(transaction, { itemId, warehouse: row.warehouse, quantity });
}

async function addToStock(
  transaction: Transaction<Schema>,
  { itemId, warehouse, quantity }: { itemId: string; warehouse: string; quantity: number },
): Promise<void> {
  await transaction
    .updateTable('variant_stock')
    .set({ quantity: sql<number>`quantity + ${quantity}` })
    .where('variant_id', '=', itemId)
    .where('warehouse', '=', warehouse)
    .execute();
}
