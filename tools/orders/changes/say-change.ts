import type { PostalAddress } from '../../../database/schema.js';
import { printDate } from '../../calendar.js';
import { printMoney } from '../../print-money.js';
import { printMethod } from '../print-method.js';
import type { MethodRecord, MoneyMovement } from './order-change.js';
import type { PlanContext } from './plan-context.js';

/** How amounts and methods of an order are put in words. */
export interface Wording {
  currency: string;
  locale: string;
  context: Pick<PlanContext, 'methods' | 'policy'>;
}

/** An item with its number, such as "2 × Hush Headphones (black)". */
export function sayItem(item: {
  productName: string;
  options: Record<string, string>;
  quantity: number;
}): string {
  const options = Object.values(item.options).join(', ');
  return `${item.quantity} × ${item.productName}${options === '' ? '' : ` (${options})`}`;
}

/** An amount in the customer's locale. */
export function sayMoney(cents: number, { currency, locale }: Wording): string {
  return printMoney(cents, currency, locale).text;
}

/** A method by its id, as the customer knows it. */
export function sayMethodById(methodId: string, methods: readonly MethodRecord[]): string {
  const method = methods.find(({ id }) => id === methodId);
  return printMethod({
    methodKind: method?.kind ?? null,
    brand: method?.brand ?? null,
    lastFour: method?.lastFour ?? null,
  });
}

/** Where a refund goes and when it is there, before it is made: "$40.00 to Visa ending in 4242, in 5 to 7 business days". */
export function sayRefundAhead(refund: { methodId: string; cents: number }, wording: Wording): string {
  const { methods, policy } = wording.context;
  const isGiftCard = methods.some(({ id, kind }) => id === refund.methodId && kind === 'gift-card');
  const { earliest, latest } = policy.refundBusinessDays;
  const when = isGiftCard ? 'at once' : `in ${earliest} to ${latest} business days`;
  return `${sayMoney(refund.cents, wording)} to ${sayMethodById(refund.methodId, methods)}, ${when}`;
}

/** The refunds that were made, and when they are there; empty when none was. */
export function sayRefundsMade(movements: readonly MoneyMovement[], wording: Wording): string {
  const refunds = movements.filter(({ kind, amountCents }) => kind === 'refund' && amountCents > 0);
  const said = refunds.map(({ methodId, amountCents, expectedAt }) => {
    const when = expectedAt === null ? 'and is there now' : `and should be there by ${printDate(expectedAt)}`;
    const method = sayMethodById(methodId, wording.context.methods);
    return `${sayMoney(amountCents, wording)} goes back to ${method} ${when}.`;
  });
  return said.join(' ');
}

/** An address in one line. */
export function sayAddress(address: PostalAddress): string {
  const { recipient, line1, line2, city, region, postalCode, country } = address;
  return [recipient, line1, line2, city, `${region} ${postalCode}`.trim(), country]
    .filter((part) => part !== undefined && part !== '')
    .join(', ');
}
