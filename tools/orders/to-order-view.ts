import type { DisplayItem } from '../../contract/display-item.js';
import type { PolicySettings } from '../policy-settings.js';
import { printMoney } from '../print-money.js';
import { deliveredAt, judgePunctuality } from './delivery.js';
import {
  type OrderLineRecord,
  type OrderRecord,
  orderTotalCents,
  type ShipmentRecord,
} from './order-record.js';
import type { OrderLineView, OrderSummary, OrderView, ShipmentView } from './order-view.js';
import { judgeOrder, judgeReturn } from './policy.js';
import { printMethod } from './print-method.js';
import { ORDER_STATUS_TEXT, SHIPMENT_STATUS_TEXT } from './status-text.js';

/** What printing an order depends on besides the order. */
export interface OrderPrinting {
  locale: string;
  now: Date;
  policy: PolicySettings;
}

/** What a summary is made of: any order read whole or for a list. */
type SummarizedOrder = Pick<OrderRecord, 'id' | 'status' | 'placedAt' | 'currency'> & {
  lines: readonly Pick<
    OrderLineRecord,
    'id' | 'itemId' | 'productId' | 'productName' | 'options' | 'quantity' | 'unitPriceCents'
  >[];
  shipments: readonly Pick<ShipmentRecord, 'lineIds' | 'estimatedAt' | 'deliveredAt'>[];
};

/** The order as `get_order` answers it, with policy's verdicts; pure. */
export function toOrderView(order: OrderRecord, printing: OrderPrinting): OrderView {
  const { locale } = printing;
  return {
    ...toOrderSummary(order, printing),
    lines: order.lines.map((line) => toLineView(order, line, printing)),
    payments: order.payments.map((payment) => ({
      kind: payment.kind,
      method: printMethod(payment),
      amount: printMoney(payment.amountCents, order.currency, locale),
      at: payment.at.toISOString(),
      expectedAt: payment.expectedAt?.toISOString() ?? null,
    })),
    shipments: order.shipments.map((shipment) => {
      const view = toShipmentView(order, shipment, printing.now);
      return { ...view, events: view.events.slice(0, 1) };
    }),
    shippingAddress: order.shippingAddress,
    note: order.note,
    cancelReason: order.cancelReason,
    cases: order.cases.map(({ id, kind, status, topic, createdAt }) => ({
      id,
      kind,
      status,
      topic,
      createdAt: createdAt.toISOString(),
    })),
    allowedActions: judgeOrder(order, printing.policy, printing.now),
  };
}

/** The order as `list_orders` answers it; pure. */
export function toOrderSummary(
  order: SummarizedOrder,
  { locale, now }: Pick<OrderPrinting, 'locale' | 'now'>,
): OrderSummary {
  const underWay = order.shipments.filter((shipment) => shipment.deliveredAt === null);
  return {
    id: order.id,
    status: order.status,
    statusText: ORDER_STATUS_TEXT[order.status],
    placedAt: order.placedAt.toISOString(),
    total: printMoney(orderTotalCents(order), order.currency, locale),
    lines: order.lines.map((line) => ({
      itemId: line.itemId,
      productId: line.productId,
      name: line.productName,
      options: printOptions(line.options),
      quantity: line.quantity,
    })),
    estimatedAt: latestOf(underWay.map((shipment) => shipment.estimatedAt))?.toISOString() ?? null,
    late: underWay.some((shipment) => judgePunctuality(shipment, now).state === 'late'),
    deliveredAt: completedAt(order)?.toISOString() ?? null,
  };
}

/** The order as a card on the page; pure. */
export function toOrderItem(order: OrderSummary | OrderView): DisplayItem {
  return {
    kind: 'order',
    id: order.id,
    status: order.status,
    placedAt: order.placedAt,
    total: { cents: order.total.cents, currency: order.total.currency },
    lines: order.lines.map(({ name, quantity }) => ({ name, quantity })),
    allowedActions:
      'allowedActions' in order
        ? order.allowedActions.filter((verdict) => verdict.allowed).map((verdict) => verdict.action)
        : [],
  };
}

/** A parcel with all of its events, and whether it keeps its estimate; pure. */
export function toShipmentView(
  order: Pick<OrderRecord, 'lines'>,
  shipment: ShipmentRecord,
  now: Date,
): ShipmentView {
  return {
    carrier: shipment.carrier,
    trackingId: shipment.trackingId,
    status: shipment.status,
    statusText: SHIPMENT_STATUS_TEXT[shipment.status],
    items: order.lines.filter((line) => shipment.lineIds.includes(line.id)).map((line) => line.productName),
    shippedAt: shipment.shippedAt?.toISOString() ?? null,
    estimatedAt: shipment.estimatedAt.toISOString(),
    deliveredAt: shipment.deliveredAt?.toISOString() ?? null,
    punctuality: judgePunctuality(shipment, now),
    events: shipment.events.map(({ at, place, text }) => ({ at: at.toISOString(), place, text })),
  };
}

function toLineView(order: OrderRecord, line: OrderLineRecord, printing: OrderPrinting): OrderLineView {
  const verdict = judgeReturn(order, line, printing.policy, printing.now);
  return {
    itemId: line.itemId,
    productId: line.productId,
    name: line.productName,
    options: printOptions(line.options),
    quantity: line.quantity,
    unitPrice: printMoney(line.unitPriceCents, order.currency, printing.locale),
    lineTotal: printMoney(line.quantity * line.unitPriceCents, order.currency, printing.locale),
    finalSale: line.finalSale,
    deliveredAt: deliveredAt(order, line)?.toISOString() ?? null,
    return: verdict.allowed ? { allowed: true, until: verdict.until.toISOString() } : verdict,
  };
}

function completedAt(order: SummarizedOrder): Date | undefined {
  const deliveries = order.lines.map((line) => deliveredAt(order, line));
  if (deliveries.includes(undefined)) return undefined;
  return latestOf(deliveries.filter((date) => date !== undefined));
}

function latestOf(dates: readonly Date[]): Date | undefined {
  return dates.reduce<Date | undefined>(
    (latest, date) => (latest && latest > date ? latest : date),
    undefined,
  );
}

function printOptions(options: Record<string, string>): string {
  return Object.values(options).join(', ');
}
