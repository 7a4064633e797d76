import { refuse, type WriteRefusal } from '../../actions/write-plan.js';
import { printMoney } from '../../print-money.js';
import { printMethod } from '../print-method.js';
import type { MethodRecord } from './order-change.js';

/** A payment method in words, with the balance of a gift card. */
export function sayMethod(method: MethodRecord, locale: string): string {
  const name = printMethod({ methodKind: method.kind, brand: method.brand, lastFour: method.lastFour });
  if (method.balanceCents === null) return name;
  return `${name} with ${printMoney(method.balanceCents, method.currency, locale).text} on it`;
}

/**
 * The customer's methods that words such as "the Visa ending in 4242", "paypal" or "gift card" mean. Digits and brands
 * must fit, so that one that is not on the account means none; several are left where the words fit several.
 */
export function matchMethods(methods: readonly MethodRecord[], typed: string): MethodRecord[] {
  const exact = methods.filter(({ id }) => id === typed.trim());
  if (exact.length > 0) return exact;
  const words = typed.toLowerCase();
  const digits = /(?<!\d)\d{4}(?!\d)/.exec(words)?.[0];
  const brand = /\b(?:visa|master ?card|amex|american express|discover)\b/.exec(words)?.[0];
  const kinds = KINDS.filter(([pattern]) => pattern.test(words)).map(([, kind]) => kind);
  if (digits === undefined && brand === undefined && kinds.length === 0) return [];
  return methods.filter(
    (method) =>
      (digits === undefined || method.lastFour === digits) &&
      (brand === undefined || plain(method.brand ?? '').startsWith(plain(brand))) &&
      (kinds.length === 0 || kinds.includes(method.kind)),
  );
}

const KINDS: readonly (readonly [RegExp, MethodRecord['kind']])[] = [
  [/\bpay ?pal\b/, 'paypal'],
  [/\bgift|\bvoucher\b|\bstore credit\b/, 'gift-card'],
  [
    /(?<!gift[- ]?)\bcard\b|\bcredit\b(?! card balance)|\bdebit\b|\bvisa\b|\bmaster ?card\b|\bamex\b/,
    'credit-card',
  ],
];

function plain(text: string): string {
  return text.toLowerCase().replaceAll(' ', '').replace('americanexpress', 'amex');
}

/** The one method that is meant, or a refusal that lists those on the account. */
export function chooseMethod(
  methods: readonly MethodRecord[],
  typed: string,
  locale: string,
): { ok: true; method: MethodRecord } | WriteRefusal {
  const [method, another] = matchMethods(methods, typed);
  if (method !== undefined && another === undefined) return { ok: true, method };
  const known = methods.map((each) => sayMethod(each, locale)).join('; ');
  return refuse(
    method === undefined ? 'payment-method-not-found' : 'which-method',
    `${method === undefined ? 'There is no such payment method on the account' : 'Several payment methods fit'}. On the account: ${known === '' ? 'none' : known}.`,
    'invalid-arguments',
  );
}
