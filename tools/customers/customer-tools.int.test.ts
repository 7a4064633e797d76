import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '../testing/expect-ok.js';
import { openShop, type Shop } from '../testing/shop.js';
import type { ToolContext } from '../tool.js';
import { getBrowsingSummary } from './get-browsing-summary.js';
import { getPreferences } from './get-preferences.js';
import { getProfile } from './get-profile.js';

let shop: Shop;
let ada: ToolContext;
let bo: ToolContext;
let visitor: ToolContext;

beforeAll(async () => {
  shop = await openShop();
  ada = shop.contextOf('switchboard_personalization', 'CA');
  bo = shop.contextOf('switchboard_personalization', 'CB');
  visitor = shop.contextOf('switchboard_personalization');
});
afterAll(() => shop.close());

describe('get_profile', () => {
  it('gives name and tier and nothing more when no field is named', async () => {
    expect(expectOk(await getProfile.run({}, ada)).data).toEqual({ name: 'Ada Test', tier: 'plus' });
  });

  it('gives the fields asked for, the default address first and payment methods by their last digits', async () => {
    const fields = ['email', 'addresses', 'payment-methods'] as const;
    const { data } = expectOk(await getProfile.run({ fields: [...fields] }, ada));
    expect(data).toMatchObject({
      email: 'ada@example.com',
      addresses: [{ label: 'Home', isDefault: true }, { label: 'Work' }],
      paymentMethods: [
        { method: 'Visa ending in 4242', balance: null },
        { method: 'a gift card', balance: { text: '$12.34' } },
      ],
    });
    expect(Object.keys(data as object)).toHaveLength(3);
  });

  it('reads phone, locale and the date of joining', async () => {
    const { data } = expectOk(await getProfile.run({ fields: ['phone', 'locale', 'member-since'] }, ada));
    expect(data).toEqual({ phone: '+1 555 0100', locale: 'en-US', memberSince: '2024-01-01T00:00:00.000Z' });
  });

  it('gives everybody their own', async () => {
    expect(expectOk(await getProfile.run({}, bo)).data).toMatchObject({ name: 'Bo Test' });
    expect(await getProfile.run({}, visitor)).toMatchObject({ code: 'sign-in-required' });
  });

  it('offers a person when the account has no profile', async () => {
    const ghost = shop.contextOf('switchboard_personalization', 'GHOST');
    expect(await getProfile.run({}, ghost)).toMatchObject({ code: 'not-found' });
  });
});

describe('get_preferences', () => {
  it('gives what is remembered with its source, and nothing that expired', async () => {
    const result = expectOk(await getPreferences.run({}, ada));
    expect(result.data).toMatchObject({
      preferences: [
        { key: 'favourite brand', value: 'Quietly', source: 'stated', consent: true, expiresAt: null },
        { key: 'room size', source: 'inferred', consent: false },
      ],
    });
    expect(result.facts?.map((fact) => fact.id)).toEqual(['favourite brand', 'room size']);
  });

  it("gives nobody else's", async () => {
    expect(expectOk(await getPreferences.run({}, bo)).data).toEqual({ preferences: [] });
  });
});

describe('get_browsing_summary', () => {
  it('counts what happened in the window, most frequent first', async () => {
    await shop.pool.query(`insert into browsing_events (customer_id, kind, product_id, query, at) values
      ('CA', 'view', 'bright-lamp', null, '2026-06-10'), ('CA', 'view', 'hush-headphones', null, '2026-06-11'),
      ('CA', 'view', 'hush-headphones', null, '2026-06-12'), ('CA', 'cart', 'hush-headphones', null, '2026-06-13'),
      ('CA', 'search', null, 'lamp', '2026-06-13'), ('CA', 'view', 'dusty-vacuum', null, '2026-01-01'),
      ('CB', 'view', 'dusty-filter', null, '2026-06-13')`);
    const result = expectOk(await getBrowsingSummary.run({}, ada));
    expect(result.data).toMatchObject({
      since: '2026-05-16T12:00:00.000Z',
      views: 3,
      searches: 1,
      cartAdditions: 1,
      products: [
        { productId: 'hush-headphones', views: 2, inCart: true, lastAt: '2026-06-13T00:00:00.000Z' },
        { productId: 'bright-lamp', views: 1, inCart: false },
      ],
      categories: [{ category: 'headphones', views: 2 }, { category: 'desk-lamp' }],
      queries: [{ query: 'lamp', count: 1 }],
    });
    const year = expectOk(await getBrowsingSummary.run({ window: 'year' }, ada));
    expect(year.data).toMatchObject({ views: 4 });
  });

  it('gives empty lists when nothing was recorded', async () => {
    const cy = shop.contextOf('switchboard_personalization', 'CC');
    expect(expectOk(await getBrowsingSummary.run({}, cy)).data).toMatchObject({
      views: 0,
      products: [],
      queries: [],
    });
  });
});
