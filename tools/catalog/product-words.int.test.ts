import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openShop, type Shop } from '../testing/shop.js';
import { listCategories } from './list-categories.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(() => shop.reset());
afterAll(() => shop.close());

const postingsOf = async (product: string) => {
  const { rows } = await shop.pool.query<{ term: string; frequency: number }>(
    'select term, frequency from product_postings where product_id = $1 order by term',
    [product],
  );
  return new Map(rows.map(({ term, frequency }) => [term, frequency]));
};

describe('the word index of the catalog', () => {
  it('is as if it were made anew from every product', async () => {
    const { rows } = await shop.pool.query(`
      select p.id from products p, unnest(p.search) as word
      where not exists (select from product_postings q where q.product_id = p.id and q.term = word.lexeme
        and q.length = (select sum(cardinality(w.positions)) from unnest(p.search) as w))`);
    expect(rows).toEqual([]);
    const { rows: counts } = await shop.pool.query(
      'select (select count(*) from product_postings) = sum(length(search)) as same from products',
    );
    expect(counts).toEqual([{ same: true }]);
  });

  it('follows a product whose words change, and forgets one that is gone', async () => {
    await shop.pool.query(`update products set name = 'Zeppelin zeppelin' where id = 'bright-lamp'`);
    expect((await postingsOf('bright-lamp')).get('zeppelin')).toBe(6);
    await shop.pool.query('truncate products cascade');
    expect((await postingsOf('bright-lamp')).size).toBe(0);
  });
});

describe('what is remembered of the catalog', () => {
  it('is read again as soon as a product or a price changes, and not for stock', async () => {
    const context = shop.contextOf('switchboard_product_recommendation');
    const categories = async () => JSON.stringify(await listCategories.run({}, context));
    const revision = async () => (await shop.pool.query('select revision from catalog_state')).rows[0];
    const before = await categories();
    const first = await revision();
    await shop.pool.query('update variant_stock set quantity = quantity + 1');
    expect(await revision()).toEqual(first);
    await shop.pool.query('update variants set price_cents = price_cents + 100');
    expect(await categories()).not.toBe(before);
    await shop.pool.query(`update products set category = 'zeppelin'`);
    expect(await categories()).toContain('zeppelin');
  });
});
