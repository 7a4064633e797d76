const CODES: Readonly<Record<string, string>> = {
  'invalid-reason': 'invalid_reason',
  'payment-method-not-found': 'payment_method_not_found',
  'payment-method-not-allowed': 'payment_method_not_allowed',
  'several-payments': 'payment_history_not_single',
  'same-payment-method': 'same_payment_method',
  'insufficient-balance': 'insufficient_gift_card_balance',
  'item-not-in-order': 'item_not_in_order',
  'new-item-unavailable': 'new_item_unavailable',
};

const NOT_PENDING = [
  'already-processed',
  'already-shipped',
  'already-delivered',
  'already-cancelled',
  'order-frozen',
  'return-in-progress',
  'exchange-in-progress',
];
const NOT_DELIVERED = ['not-delivered', 'already-cancelled', 'return-in-progress', 'exchange-in-progress'];

/** What a call is about: what is not found means it, and so does a state that the call does not fit. */
export type Subject = 'user' | 'product' | 'pending-order' | 'delivered-order';

/** Our code of a refusal in the words of the recorded world; one that it does not know stays ours, and fails its step. */
export function toUpstreamCode(reason: string, subject: Subject): string {
  if (reason === 'not-found') {
    return subject === 'user' || subject === 'product' ? `${subject}_not_found` : 'order_not_found';
  }
  if (subject === 'pending-order' && NOT_PENDING.includes(reason)) return 'order_not_pending';
  if (subject === 'delivered-order' && NOT_DELIVERED.includes(reason)) return 'order_not_delivered';
  return CODES[reason] ?? reason;
}
