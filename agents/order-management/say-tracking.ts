import type { Transcript } from '../../models/local/playbook.js';
import type { ShipmentView } from '../../tools/orders/order-view.js';
import type { TrackingView } from '../../tools/orders/track-shipment.js';
import { sayAll, sayCount, sayNames } from '../playbook/say.js';
import { onDate, sayDate } from '../playbook/say-date.js';

type Clock = Pick<Transcript, 'now' | 'locale'>;

const REQUESTED: Partial<Record<TrackingView['status'], string>> = {
  'exchange-requested': 'An exchange',
  'return-requested': 'A return',
};

/** Where an order is, parcel by parcel, from what the carrier reported. */
export function sayTracking(view: TrackingView, clock: Clock): string {
  const { orderId, shipments, notShipped } = view;
  if (view.status === 'cancelled') return `Order ${orderId} was cancelled, so nothing is on its way.`;
  const [only, ...others] = shipments;
  if (only === undefined) return sayNotShipped(view, clock);
  const have = notShipped.length === 1 ? 'has' : 'have';
  const rest = notShipped.length === 0 ? [] : [`${sayNames(notShipped)} ${have} not been shipped yet.`];
  const sorry = view.late ? ' I am sorry about the delay.' : '';
  const head = view.late ? `I am sorry about the delay of order ${orderId}.` : `Order ${orderId}:`;
  const wanted = REQUESTED[view.status];
  if (wanted !== undefined) rest.push(`${wanted} has been requested for this order.`);
  if (others.length === 0) return sayAll([head, sayParcel(only, clock), ...rest]);
  const parcels = shipments.map((shipment, index) => `Parcel ${index + 1}: ${sayParcel(shipment, clock)}`);
  const lines = [...parcels, ...rest].map((line) => `- ${line}`).join('\n');
  return `Order ${orderId} travels in ${shipments.length} parcels.${sorry}\n${lines}`;
}

function sayNotShipped(
  { orderId, status, statusText, notShipped, placedAt }: TrackingView,
  { now, locale }: Clock,
): string {
  if (status === 'delivered')
    return `Order ${orderId} is marked as delivered; there is no parcel data for it.`;
  return `Order ${orderId} (${sayNames(notShipped)}), placed ${sayDate(placedAt, now, locale)}, has not been handed to a carrier yet: it is ${statusText}. A delivery date is known as soon as it ships.`;
}

function sayParcel(shipment: ShipmentView, clock: Clock): string {
  const what = sayNames(shipment.items);
  const several = shipment.items.length > 1;
  const carrier = `${shipment.carrier}, tracking number ${shipment.trackingId}`;
  if (shipment.deliveredAt !== null) {
    const when = onDate(shipment.deliveredAt, clock.now, clock.locale);
    return `${what} ${several ? 'were' : 'was'} delivered ${when}${sayHowLate(shipment)} (${carrier}).`;
  }
  return sayAll([
    `${what} ${several ? 'are' : 'is'} ${shipment.statusText} (${carrier}).`,
    sayEstimate(shipment, clock),
    sayNews(shipment, clock),
  ]);
}

function sayHowLate({ punctuality }: ShipmentView): string {
  return punctuality.state === 'delivered-late'
    ? `, ${sayCount(punctuality.daysLate, 'day')} later than planned`
    : '';
}

function sayEstimate({ estimatedAt, punctuality }: ShipmentView, { now, locale }: Clock): string {
  const due = onDate(estimatedAt, now, locale);
  return punctuality.state === 'late'
    ? `It was due ${due} and is ${sayCount(punctuality.daysLate, 'day')} late.`
    : `It should arrive ${due}.`;
}

function sayNews({ events }: ShipmentView, { now, locale }: Clock): string {
  const [newest] = events;
  return newest === undefined
    ? ''
    : `Latest news, ${sayDate(newest.at, now, locale)}, ${newest.place}: ${newest.text.replace(/\.$/, '')}.`;
}
