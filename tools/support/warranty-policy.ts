import { addMonths, daysBetween } from '../calendar.js';

/** Whether an item is under warranty. The day on which cover ends still counts, by UTC days. */
export type WarrantyVerdict =
  | { state: 'covered'; from: Date; until: Date; daysLeft: number }
  | { state: 'expired'; from: Date; until: Date; daysAgo: number }
  | { state: 'not-started'; reason: string }
  | { state: 'none'; reason: string };

/** What a warranty depends on; `deliveredAt` is absent until the item arrived. */
export interface WarrantyCase {
  deliveredAt: Date | undefined;
  warrantyMonths: number;
  cancelled: boolean;
}

/** Cover runs in whole calendar months from the delivery of the item. */
export function judgeWarranty(
  { deliveredAt, warrantyMonths, cancelled }: WarrantyCase,
  now: Date,
): WarrantyVerdict {
  if (cancelled) return { state: 'none', reason: 'The order was cancelled.' };
  if (warrantyMonths <= 0) return { state: 'none', reason: 'This product comes without a warranty.' };
  if (!deliveredAt) {
    return {
      state: 'not-started',
      reason: 'It has not been delivered; the warranty begins with the delivery.',
    };
  }
  const until = addMonths(deliveredAt, warrantyMonths);
  const days = daysBetween(now, until);
  return days >= 0
    ? { state: 'covered', from: deliveredAt, until, daysLeft: days }
    : { state: 'expired', from: deliveredAt, until, daysAgo: -days };
}
