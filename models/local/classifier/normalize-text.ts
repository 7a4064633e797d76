import { stripFrames } from './strip-frames.js';

const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
const LINK = /\b(?:https?:\/\/|www\.)\S+/gi;
const MONEY =
  /(?:[$€£₹]|\b(?:usd|eur|gbp|rs)\.?)\s?\d[\d.,]*\d*(?:k\b)?|\b\d+(?:[.,]\d+)*\s?(?:[$€£₹]|(?:usd|eur|gbp|euros?|dollars?|bucks|pounds|quid|rupees|rs)\b)/gi;
const DATE = /\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\b/g;
const PHONE =
  /(?<![\w#])(?:\+\d[\d\s()/-]{7,}\d|\(?0\d{1,4}\)?[\s/-]\d[\d\s-]{4,}\d|\d{3}[\s-]\d{3}[\s-]\d{4})(?!\w)/g;
const OTHER_NUMBER =
  /\b(bill|invoice|receipt|ticket|case|item|article|card|account|tracking|customer|model|code|zip|postcode|pincode)((?:\s+(?:no\.?|nr\.?|number|id))?\s*[:#]?\s*)#?\d{4,}\b/gi;
const ORDER_NUMBER =
  /\b(?:order|purchase)?\s*(?:no\.?|nr\.?|number|id)?\s*[:#]?\s*(?<![\w.])(?:#\s?)?(?:sb[-\s#]{0,2}\d{4,}|#\s?\d{4,}|\d{5,})(?![\w])/gi;

/**
 * A text with everything that differs from customer to customer put into common words: order numbers in any spelling,
 * e-mail addresses, links, sums of money, dates and phone numbers; and without polite frames. What a classifier sees, in
 * training and in use.
 */
export function normalizeText(text: string): string {
  const common = text
    .normalize('NFKC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(EMAIL, ' email address ')
    .replace(LINK, ' link ')
    .replace(MONEY, ' amount of money ')
    .replace(DATE, ' date ')
    .replace(PHONE, ' phone number ')
    .replace(OTHER_NUMBER, (_, kind: string) => ` ${kind.toLowerCase()} number `)
    .replace(ORDER_NUMBER, ' order number ')
    .replace(/\s+/g, ' ')
    .trim();
  return stripFrames(common);
}
