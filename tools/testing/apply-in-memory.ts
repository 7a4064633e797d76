import type { MethodRecord, OrderChange } from '../orders/changes/order-change.js';
import type { OrderRecord } from '../orders/order-record.js';
import { buildLine, buildPayment } from './build-order.js';

/** An order and the customer's methods as the database would hold them after a change; what tests compare it with. */
export function applyInMemory(
  order: OrderRecord,
  methods: readonly MethodRecord[],
  change: OrderChange,
): { order: OrderRecord; methods: MethodRecord[] } {
  const changed = new Map(change.lines.map((line) => [line.lineId, line]));
  const added = change.lines.filter((line) => line.lineId === undefined);
  const delta = (methodId: string) =>
    change.movements
      .filter((movement) => movement.methodId === methodId)
      .reduce((sum, { kind, amountCents }) => sum + (kind === 'refund' ? amountCents : -amountCents), 0);
  return {
    methods: methods.map((method) =>
      method.balanceCents === null
        ? method
        : { ...method, balanceCents: method.balanceCents + delta(method.id) },
    ),
    order: {
      ...order,
      status: change.status ?? order.status,
      cancelReason: change.cancelReason ?? order.cancelReason,
      shippingAddress: change.shippingAddress ?? order.shippingAddress,
      lines: [
        ...order.lines.map((line) => ({ ...line, ...without(changed.get(line.id)) })),
        ...added.map((line, index) =>
          buildLine({ ...without(line), id: `new-${order.lines.length + index}` }),
        ),
      ],
      payments: [
        ...order.payments,
        ...change.movements.map((movement, index) =>
          buildPayment({ ...movement, id: `move-${order.payments.length + index}` }),
        ),
      ],
    },
  };
}

function without(line: OrderChange['lines'][number] | undefined) {
  if (line === undefined) return {};
  const { lineId: _, ...rest } = line;
  return rest;
}
