/**
 * @typedef {import('./view/account.js').Choice} Choice
 * @typedef {import('./api.js').DemoCustomer} DemoCustomer
 * @typedef {Pick<import('./api.js').Api, 'demoCustomers' | 'demoToken'>} LoginApi
 * @typedef {{ choice: Choice, token: string, customers: readonly DemoCustomer[] }} Identity
 */

const KEY = 'switchboard.identity';

/**
 * Who writes on this page. It lives as long as the browser tab: what was chosen before a reload is chosen again; else
 * the first demo customer, where the server offers them, else a guest.
 * @param {LoginApi} api @param {Pick<Storage, 'getItem' | 'setItem'>} storage
 */
export function createIdentity(api, storage) {
  /** @type {Identity} */
  let identity = { choice: { kind: 'guest' }, token: '', customers: [] };

  /** @param {Choice} choice */
  async function choose(choice) {
    identity = { ...identity, choice, token: await tokenOf(choice) };
    storage.setItem(KEY, JSON.stringify(choice));
  }

  /** @param {Choice} choice */
  async function tokenOf(choice) {
    if (choice.kind === 'guest') return '';
    return choice.kind === 'token' ? choice.token : api.demoToken(choice.customer.id);
  }

  async function restore() {
    const customers = await api.demoCustomers().catch(() => []);
    identity = { ...identity, customers };
    const [first] = customers;
    const fallback = first === undefined ? GUEST : { kind: /** @type {const} */ ('demo'), customer: first };
    try {
      await choose(readChoice(storage.getItem(KEY), customers) ?? fallback);
    } catch {
      await choose(GUEST);
    }
  }

  return {
    choose,
    restore,
    /** Another token for the same customer, until the page is loaded again. @param {string} token */
    useToken(token) {
      identity = { ...identity, token };
    },
    /** A token for the same customer again, once the old one is no longer taken. */
    renew: async () => choose(identity.choice),
    current: () => identity,
    /** Empty unless the name is known. */
    firstName: () =>
      identity.choice.kind === 'demo' ? (identity.choice.customer.name.split(' ')[0] ?? '') : '',
  };
}

/** @type {Choice} */
const GUEST = { kind: 'guest' };

/** What was stored, if it can still be chosen. @param {string | null} stored @param {readonly DemoCustomer[]} customers @returns {Choice | undefined} */
function readChoice(stored, customers) {
  try {
    /** @type {Choice} */
    const choice = JSON.parse(stored ?? '');
    if (choice.kind === 'guest') return GUEST;
    if (choice.kind === 'token') return typeof choice.token === 'string' ? choice : undefined;
    const customer = customers.find((each) => each.id === choice.customer.id);
    return customer && { kind: 'demo', customer };
  } catch {
    return undefined;
  }
}
