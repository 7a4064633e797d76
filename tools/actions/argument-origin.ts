import { orderIdCandidates } from '../orders/order-id.js';

/**
 * Where an argument of a write must come from: an order that the customer named or that was read from their own account,
 * or words of the customer. A document, a note, a tool's free text or a model's invention is no such place.
 */
export type ArgumentOrigin =
  | { from: 'own-order'; orderId: string }
  | { from: 'customer'; what: string; isSaid: (words: CustomerWords) => boolean };

/** What the customer wrote in this conversation, as arguments are looked for in it. */
export interface CustomerWords {
  /** Lower case, with single spaces. */
  readonly text: string;
  /** Words and numbers. */
  readonly tokens: ReadonlySet<string>;
  /** Runs of digits, also those written in groups. */
  readonly numbers: ReadonlySet<string>;
}

/** What the arguments of a turn may come from. */
export interface KnownOrigins {
  customer: CustomerWords;
  /** Orders that tools found on the customer's own account, in this turn or earlier in the session. */
  orderIds: ReadonlySet<string>;
}

/** Reads messages of the customer for {@link firstUnfounded}. */
export function toCustomerWords(messages: readonly string[]): CustomerWords {
  const text = messages.join('\n').normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
  const tokens = new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
  const grouped = (text.match(/\d[\d ().,/-]*\d/g) ?? []).map((run) => run.replace(/\D/g, ''));
  return { text, tokens, numbers: new Set([...(text.match(/\d+/g) ?? []), ...grouped]) };
}

/** The first argument that comes from nowhere it may come from, as the model is told; undefined when all are founded. */
export function firstUnfounded(origins: readonly ArgumentOrigin[], known: KnownOrigins): string | undefined {
  for (const origin of origins) {
    if (origin.from === 'own-order') {
      if (!isKnownOrder(origin.orderId, known)) return 'this order';
    } else if (!origin.isSaid(known.customer)) return origin.what;
  }
  return undefined;
}

function isKnownOrder(typed: string, { customer, orderIds }: KnownOrigins): boolean {
  const candidates = orderIdCandidates(typed);
  if (candidates.some((id) => orderIds.has(id))) return true;
  return candidates.some((id) => {
    const digits = id.replace(/\D/g, '');
    return digits === '' ? customer.text.includes(id.toLowerCase()) : customer.numbers.has(digits);
  });
}

/** Whether an amount was named, such as 20, 20.00 or 1,020.50. */
export function isAmountSaid(cents: number, { text }: CustomerWords): boolean {
  const amounts = text.replace(/(?<=\d)[, ](?=\d{3}(?!\d))/g, '').match(/\d+(?:[.,]\d{1,2}(?!\d))?/g) ?? [];
  return amounts.some((amount) => Math.round(Number(amount.replace(',', '.')) * 100) === cents);
}

/** Whether a postal address was named: all its numbers, and a word of the street where that has none. */
export function isAddressSaid(
  { line1, postal_code: postalCode }: { line1: string; postal_code: string },
  { tokens }: CustomerWords,
): boolean {
  const words = (text: string): string[] =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const numbers = words(`${line1} ${postalCode}`).filter((word) => /\d/.test(word));
  const street = words(line1).filter((word) => /^\p{L}{3,}$/u.test(word));
  return (
    numbers.every((word) => tokens.has(word)) &&
    (street.length === 0 || street.some((word) => tokens.has(word)))
  );
}
