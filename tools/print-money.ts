/** An amount as a reply needs it: exact cents for sums, and the text that a customer reads. */
export interface PrintedMoney {
  cents: number;
  currency: string;
  text: string;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const made = createFormat(locale, currency);
  if (formats.size < 200) formats.set(key, made);
  return made;
}

function createFormat(locale: string, currency: string): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency });
  } catch {
    return new Intl.NumberFormat('en-US', { style: 'currency', currency });
  }
}

/** Prints integer cents in the customer's locale, such as `$1,299.00`; a locale that is none prints as `en-US`. */
export function printMoney(cents: number, currency: string, locale: string): PrintedMoney {
  return { cents, currency, text: formatFor(locale, currency).format(cents / 100) };
}
