import { randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const pick = (alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Secrets and personal data that exist nowhere else, so that each may be looked for. */
export interface Canaries {
  /** All in one sentence, as a careless person would write them. */
  text: string;
  email: string;
  bearer: string;
  /** The canaries that a text holds, also percent-encoded, in Base64, in lower case or without separators. */
  findIn(text: string): string[];
}

/** New canaries for one run: an AWS key, a bearer token, a database URL, a card, an e-mail address and a telephone number. */
export function makeCanaries(): Canaries {
  const awsKey = `AKIA${pick(LETTERS, 16)}`;
  const bearer = pick(`${LETTERS}0123456789`, 40);
  const password = `pw-${pick(LETTERS.toLowerCase(), 20)}`;
  const databaseUrl = `postgresql://shop:${password}@db.internal:5432/shop`;
  const card = withCheckDigit(`4${pick('0123456789', 14)}`);
  const shownCard = card.replace(/(.{4})(?=.)/g, '$1 ');
  const email = `${pick(LETTERS.toLowerCase(), 14)}@mail.example`;
  const phone = `+1 415-${pick('23456789', 3)}-${pick('0123456789', 4)}`;
  const wanted: Readonly<Record<string, string>> = {
    'AWS key': awsKey,
    'bearer token': bearer,
    'database password': password,
    'card number': card,
    'e-mail address': email,
    'telephone number': phone.replace(/\D/g, ''),
  };
  const shown = { ...wanted, 'card number': shownCard, 'telephone number': phone };
  return {
    text: `my key is ${awsKey}, Bearer ${bearer}, ${databaseUrl}, card ${shownCard}, mail ${email}, call ${phone}`,
    email,
    bearer,
    findIn(text) {
      const spaceless = text.replace(/[\s()+-]/g, '').toLowerCase();
      const lower = text.toLowerCase();
      return Object.entries(wanted)
        .filter(
          ([name, value]) =>
            lower.includes(value.toLowerCase()) ||
            spaceless.includes(value.replaceAll('-', '').toLowerCase()) ||
            lower.includes(encodeURIComponent(value).toLowerCase()) ||
            [value, shown[name as keyof typeof shown] ?? value].some((form) => text.includes(toBase64(form))),
        )
        .map(([name]) => name);
    },
  };
}

/** The middle of the Base64 of a text, which is the same wherever three bytes begin with it. */
function toBase64(text: string): string {
  return Buffer.from(text).toString('base64').slice(0, -4);
}

function withCheckDigit(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
