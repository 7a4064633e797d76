import type { PostalAddress } from '../schema.js';
import type { Calendar } from './calendar.js';
import { DEMO_CUSTOMERS } from './demo-customers.js';
import { CITIES, FIRST_NAMES, LAST_NAMES, STREETS } from './names.js';
import { createRandom, type Random } from './random.js';
import type { Row, World } from './world.js';

const CUSTOMERS = 200;
const CARD_BRANDS = ['Visa', 'Mastercard', 'Amex'] as const;
const COLOURS = ['black', 'white', 'silver', 'green', 'blue'] as const;
/** Gift card balances that tests may rely on; other customers' are random. */
const GIFT_CARDS: Readonly<Record<string, number>> = { C1004: 1_500, C1006: 12_000 };

/** Adds 200 customers, the demo ones first, with addresses, payment methods and preferences. */
export function addCustomers(world: World, seed: number, calendar: Calendar): void {
  const random = createRandom(seed, 'customers');
  for (let number = 1; number <= CUSTOMERS; number += 1) {
    const customer = customerOf(number, random, calendar);
    world.customers.push(customer);
    world.customer_addresses.push(...addressesOf(customer, random));
    world.payment_methods.push(...paymentMethodsOf(customer, random));
    world.preferences.push(...preferencesOf(customer, random, calendar));
  }
  for (const { id, firstName, lastName, about } of DEMO_CUSTOMERS) {
    world.demo_customers.push({ id, name: `${firstName} ${lastName}`, about });
  }
}

function customerOf(number: number, random: Random, calendar: Calendar): Row<'customers'> {
  const id = `C${1_000 + number}`;
  const demo = DEMO_CUSTOMERS.find((known) => known.id === id);
  const first = random.pick(FIRST_NAMES);
  const last = random.pick(LAST_NAMES);
  const tier = random.weighted({ standard: 60, plus: 28, premium: 12 });
  return {
    id,
    first_name: demo?.firstName ?? first,
    last_name: demo?.lastName ?? last,
    email: demo?.email ?? `${first}.${last}${number}@example.com`.toLowerCase(),
    phone: `+1 555 01${String(number % 100).padStart(2, '0')} ${random.integer(100, 999)}`,
    tier: demo?.tier ?? tier,
    locale: 'en-US',
    created_at: calendar.daysAgo(id === 'C1008' ? 6 : random.integer(800, 1_500)),
  };
}

function addressesOf(customer: Row<'customers'>, random: Random): Row<'customer_addresses'>[] {
  const labels = random.chance(0.3) ? ['home', 'work'] : ['home'];
  return labels.map((label, index) => ({
    id: `A-${customer.id}-${index + 1}`,
    customer_id: customer.id,
    label,
    address: addressOf(customer, random),
    is_default: index === 0,
  }));
}

function addressOf(customer: Row<'customers'>, random: Random): PostalAddress {
  const { city, region, zip } = random.pick(CITIES);
  const address: PostalAddress = {
    recipient: `${customer.first_name} ${customer.last_name}`,
    line1: `${random.integer(1, 980)} ${random.pick(STREETS)}`,
    city,
    region,
    postalCode: `${zip}${random.integer(10, 99)}`,
    country: 'US',
  };
  return random.chance(0.25) ? { ...address, line2: `Apt ${random.integer(1, 40)}` } : address;
}

/** A credit card for everybody first, so that any order can be paid; the demo customers C1004 and C1006 have all three kinds. */
function paymentMethodsOf(customer: Row<'customers'>, random: Random): Row<'payment_methods'>[] {
  const none = { brand: null, last_four: null, balance_cents: null };
  const balance = random.integer(0, 40) * 250;
  const fixedBalance = GIFT_CARDS[customer.id];
  const methods: Pick<Row<'payment_methods'>, 'kind' | 'brand' | 'last_four' | 'balance_cents'>[] = [
    {
      ...none,
      kind: 'credit-card',
      brand: random.pick(CARD_BRANDS),
      last_four: String(random.integer(1_000, 9_999)),
    },
  ];
  if (random.chance(0.4) || fixedBalance !== undefined) methods.push({ ...none, kind: 'paypal' });
  if (random.chance(0.3) || fixedBalance !== undefined) {
    methods.push({ ...none, kind: 'gift-card', balance_cents: fixedBalance ?? balance });
  }
  return methods.map((method, index) => ({
    id: `PM-${customer.id}-${index + 1}`,
    customer_id: customer.id,
    ...method,
    currency: 'USD',
  }));
}

const DEMO_PREFERENCES: Readonly<Record<string, Record<string, string>>> = {
  C1001: { 'favorite-color': 'black', 'contact-channel': 'email', 'headphone-fit': 'over-ear' },
  C1005: { budget: 'no limit', 'favorite-brand': 'Kestrel' },
  C1008: { pets: 'a dog', budget: 'up to 400.00', 'favorite-color': 'white' },
};

function preferencesOf(customer: Row<'customers'>, random: Random, calendar: Calendar): Row<'preferences'>[] {
  const drawn: Record<string, string> = {};
  if (random.chance(0.5)) drawn['contact-channel'] = random.pick(['email', 'phone', 'text message']);
  if (random.chance(0.4)) drawn['favorite-color'] = random.pick(COLOURS);
  if (random.chance(0.2)) drawn.budget = `up to ${random.integer(1, 8) * 100}.00`;
  const updated = calendar.daysAgo(random.integer(1, 300));
  const stated = random.chance(0.6);
  const demo = DEMO_PREFERENCES[customer.id];
  return Object.entries(demo ?? drawn).map(([key, value]) => ({
    customer_id: customer.id,
    key,
    value,
    source: demo !== undefined || stated ? 'stated' : 'inferred',
    consent: true,
    expires_at: null,
    updated_at: demo === undefined ? updated : calendar.daysAgo(5),
  }));
}
