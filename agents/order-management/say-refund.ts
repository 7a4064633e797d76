import type { Transcript } from '../../models/local/playbook.js';
import type { RefundStatusView, RefundView } from '../../tools/orders/refund-view.js';
import { sayAll, sayNames } from '../playbook/say.js';
import { onDate, sayDate } from '../playbook/say-date.js';

const MOST_SHOWN = 3;

/** How far the refunds are, newest first; without any, the order's status instead. */
export function sayRefunds(view: RefundStatusView, clock: Pick<Transcript, 'now' | 'locale'>): string {
  if (view.refunds.length > 0)
    return view.refunds
      .slice(0, MOST_SHOWN)
      .map((refund) => sayRefund(refund, clock))
      .join('\n\n');
  const [order, ...others] = view.orders;
  if (order === undefined || others.length > 0)
    return 'There is no refund on your account, neither requested nor paid.';
  return `I see no refund for order ${order.id}, neither requested nor paid. It is ${order.statusText}.`;
}

function sayRefund(refund: RefundView, { now, locale }: Pick<Transcript, 'now' | 'locale'>): string {
  const money = refund.amount === null ? 'The refund' : `The refund of ${refund.amount.text}`;
  const what = `${money} for order ${refund.orderId} (${sayNames(refund.products)})`;
  const to = refund.method === null ? '' : ` to ${refund.method}`;
  const reference = refund.caseId === null ? '' : `The reference is ${refund.caseId}.`;
  const on = (date: string | null) => (date === null ? '' : ` ${onDate(date, now, locale)}`);
  switch (refund.state) {
    case 'requested':
      return sayAll([
        `${what} was requested${on(refund.requestedAt)}. The money is sent as soon as the goods have come back to us.`,
        reference,
      ]);
    case 'received':
      return sayAll([
        `For ${what.charAt(0).toLowerCase()}${what.slice(1)}, we received the goods${on(refund.receivedAt)}. The money has not been sent yet; that comes next.`,
        reference,
      ]);
    case 'issued':
      return sayAll([
        `${what} was sent${to}${on(refund.issuedAt)}.`,
        refund.expectedAt !== null && `It should arrive by ${sayDate(refund.expectedAt, now, locale)}.`,
        reference,
      ]);
    case 'overdue':
      return sayAll([
        `${what} was sent${to}${on(refund.issuedAt)} and should have arrived${on(refund.expectedAt)}. I am sorry that it has not. Please check with your bank first; it can show up under another date.`,
        reference,
      ]);
    case 'arrived':
      return sayAll([`${what} has been paid${to}${on(refund.issuedAt)}.`, reference]);
    case 'rejected':
      return sayAll([`${what} was not accepted.`, reference]);
  }
}
