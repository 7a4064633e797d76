import { printMoney } from '../print-money.js';
import type { OrderCaseRecord, OrderPaymentRecord, OrderRecord } from './order-record.js';
import { printMethod } from './print-method.js';
import type { RefundState, RefundView } from './refund-view.js';

/** What the refunds of an order look like now, newest payment first; pure. */
export function toRefundViews(
  order: OrderRecord,
  { locale, now }: { locale: string; now: Date },
): RefundView[] {
  const returnCase = order.cases.find((entry) => entry.kind === 'return');
  const base = {
    orderId: order.id,
    caseId: returnCase?.id ?? null,
    requestedAt: returnCase?.createdAt.toISOString() ?? null,
    receivedAt: receivedAt(returnCase),
    products: order.lines.map((line) => line.productName),
  };
  const refunds = order.payments.filter((payment) => payment.kind === 'refund');
  if (refunds.length > 0) {
    return refunds.reverse().map((refund) => ({
      ...base,
      state: stateOfMoney(refund, now),
      amount: printMoney(refund.amountCents, order.currency, locale),
      method: printMethod(refund),
      issuedAt: refund.at.toISOString(),
      expectedAt: refund.expectedAt?.toISOString() ?? null,
    }));
  }
  if (!returnCase && order.status !== 'return-requested') return [];
  const state = stateOfCase(returnCase, base.receivedAt);
  return [{ ...base, state, amount: null, method: null, issuedAt: null, expectedAt: null }];
}

function stateOfMoney({ expectedAt }: OrderPaymentRecord, now: Date): RefundState {
  if (expectedAt === null) return 'arrived';
  return expectedAt < now ? 'overdue' : 'issued';
}

function stateOfCase(returnCase: OrderCaseRecord | undefined, received: string | null): RefundState {
  if (returnCase?.status === 'rejected') return 'rejected';
  return received === null ? 'requested' : 'received';
}

function receivedAt(returnCase: OrderCaseRecord | undefined): string | null {
  const value = returnCase?.data.receivedAt;
  return typeof value === 'string' ? value : null;
}
