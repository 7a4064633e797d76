/** @typedef {import('../../contract/display-item.js').Money} Money */

const VERBS = new Map([
  ['get', 'Reading'],
  ['list', 'Listing'],
  ['search', 'Searching'],
  ['track', 'Tracking'],
  ['check', 'Checking'],
  ['compare', 'Comparing'],
  ['recommend', 'Choosing'],
  ['start', 'Starting'],
  ['advance', 'Continuing'],
  ['transfer', 'Handing over'],
  ['open', 'Opening'],
  ['set', 'Saving'],
  ['forget', 'Forgetting'],
  ['update', 'Updating'],
  ['report', 'Reporting'],
]);

/** @type {Readonly<Record<string, string>>} */
const REASONS = {
  unavailable: 'could not be reached',
  timeout: 'took too long',
  'circuit-open': 'is out of order right now',
  interrupted: 'was interrupted',
  'budget-exhausted': 'needed more steps than allowed',
  'model-failure': 'could not put an answer together',
  rejected: 'could not take this request',
  internal: 'ran into a fault',
};

/** @type {Readonly<Record<string, string>>} */
const STATUSES = {
  waiting: 'Waiting',
  working: 'Working',
  answered: 'Answered',
  'needs-info': 'Needs a detail from you',
  'needs-confirmation': 'Waits for your yes',
  'out-of-scope': 'Cannot help with this',
  'handed-off': 'Passed to a person',
  failed: 'Not answered',
};

/** A kebab-case or snake_case name in words: `order-management` is "Order management". @param {string} name */
export function inWords(name) {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a tool is doing, from its name alone: `track_shipment` is "Tracking shipment". @param {string} tool */
export function toolInWords(tool) {
  const [verb = '', ...rest] = tool.split('_');
  const gerund = VERBS.get(verb);
  return gerund === undefined ? inWords(tool) : [gerund, ...rest].join(' ');
}

/** Why a part failed, to go after the agent's name; a reason that is not known here still reads well. @param {string} reason */
export function reasonInWords(reason) {
  return REASONS[reason] ?? 'did not answer';
}

/** How a request stands, in words. @param {string} status */
export function statusInWords(status) {
  return STATUSES[status] ?? inWords(status);
}

/** An amount in the reader's own notation. @param {Money} money @param {string} [locale] */
export function moneyInWords(money, locale) {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(money.cents / 10 ** digits);
}

/** A calendar day in the reader's own notation. @param {string} instant @param {string} [locale] */
export function dayInWords(instant, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(new Date(instant));
}

/** A time of the day, with the day where that is another one than today. @param {string} instant @param {Date} now @param {string} [locale] */
export function timeInWords(instant, now, locale) {
  const then = new Date(instant);
  const day =
    then.toDateString() === now.toDateString() ? {} : { dateStyle: /** @type {const} */ ('medium') };
  return new Intl.DateTimeFormat(locale, { ...day, timeStyle: 'short' }).format(then);
}

/** How long ago, roughly: "now", "5 min", "3 h", then the day. @param {string} instant @param {Date} now @param {string} [locale] */
export function ageInWords(instant, now, locale) {
  const minutes = Math.floor((now.getTime() - new Date(instant).getTime()) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }).format(new Date(instant));
}

/** A duration for people: below a second to two digits, then to one. @param {number} milliseconds */
export function durationInWords(milliseconds) {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  return `${(milliseconds / 1_000).toFixed(1)} s`;
}

/** `1 look-up`, `2 look-ups`. @param {number} count @param {string} noun */
export function counted(count, noun) {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
