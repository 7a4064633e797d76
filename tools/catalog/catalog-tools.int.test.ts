import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '../testing/expect-ok.js';
import { openShop, type Shop, wordEmbedder } from '../testing/shop.js';
import type { ToolContext } from '../tool.js';
import { compareProducts } from './compare-products.js';
import { getProduct } from './get-product.js';
import { listCategories } from './list-categories.js';
import { recommendProducts } from './recommend-products.js';
import type { RecommendationView } from './recommendation-view.js';
import { searchProducts } from './search-products.js';
import { searchReviews } from './search-reviews.js';
import type { ProductSearchView } from './search-view.js';

let shop: Shop;
let ada: ToolContext;
let bo: ToolContext;
let visitor: ToolContext;

beforeAll(async () => {
  shop = await openShop();
  ada = shop.contextOf('switchboard_product_recommendation', 'CA');
  bo = shop.contextOf('switchboard_product_recommendation', 'CB');
  visitor = shop.contextOf('switchboard_product_recommendation');
  const [meaning] = await wordEmbedder.embed(['something that cleans up after my dog']);
  await shop.pool.query(
    `update products set embedding = $1, embedder = 'test-words' where id = 'dusty-vacuum'`,
    [JSON.stringify(meaning)],
  );
});
afterAll(() => shop.close());

async function search(
  input: Parameters<typeof searchProducts.run>[0],
  context = visitor,
): Promise<ProductSearchView> {
  return expectOk(await searchProducts.run(input, context)).data as ProductSearchView;
}
const idsOf = (products: readonly { productId: string }[]) => products.map((product) => product.productId);

describe('search_products', () => {
  it('ranks the product with all words first and says why it fits', async () => {
    const found = await search({ query: 'noise cancelling headphones' });
    expect(found.hits[0]).toMatchObject({
      productId: 'hush-headphones',
      why: ['matches "noise", "cancelling", "headphones"'],
      priceFrom: { text: '$99.00' },
    });
    expect(found).toMatchObject({ correctedQuery: null, unmatchedWords: [], near: [] });
  });

  it('needs no embedding when the words are enough', async () => {
    const embedder = { ...wordEmbedder, embed: () => Promise.reject(new Error('not wanted')) };
    const context = shop.contextOf('switchboard_product_recommendation', undefined, { embedder });
    expect((await search({ query: 'vacuum' }, context)).hits).not.toEqual([]);
  });

  it('finds other words for the same thing when nobody uses that word', async () => {
    const found = await search({ query: 'hoover' });
    expect(idsOf(found.hits)).toContain('dusty-vacuum');
    expect(found).toMatchObject({ correctedQuery: null, unmatchedWords: [] });
    expect(idsOf((await search({ query: 'earphones' })).hits)).toEqual(['bud-earphones']);
  });

  it.each([
    ['hedphones', 'headphones'],
    ['vaccum', 'vacuum'],
    ['head phones', 'headphones'],
    ['robotvacuum', 'robot vacuum'],
  ])('corrects %j and says so', async (query, correctedQuery) => {
    const found = await search({ query });
    expect(found.correctedQuery).toBe(correctedQuery);
    expect(found.hits.length).toBeGreaterThan(0);
  });

  it('finds by meaning what shares no word', async () => {
    const found = await search({ query: 'something cleans up after my dog' });
    expect(found.hits[0]?.productId).toBe('dusty-vacuum');
  });

  it('finds nothing rather than anything', async () => {
    expect(await search({ query: 'bicycle' })).toMatchObject({
      hits: [],
      near: [],
      unmatchedWords: ['bicycle'],
    });
  });

  it('names the words that the best hit does not have', async () => {
    const found = await search({ query: 'purple headphones' });
    expect(found.unmatchedWords).toEqual(['purple']);
  });

  it('applies all filters to one and the same variant', async () => {
    const found = await search({ query: 'headphones', options: ['Black'], max_price: 199, in_stock: true });
    expect(idsOf(found.hits)).toEqual(['hush-headphones']);
    expect(found.hits[0]?.items).toMatchObject([{ itemId: '10000001' }]);
    expect(found.hits[0]?.why).toContain('in stock');
    const white = await search({ query: 'headphones', options: ['white'], max_price: 199 });
    expect(white.hits).toEqual([]);
  });

  it('says what the nearest products miss when nothing fits', async () => {
    const found = await search({ query: 'headphones', max_price: 60, in_stock: true });
    expect(found.hits).toEqual([]);
    const why = Object.fromEntries(found.near.map((hit) => [hit.productId, hit.why]));
    expect(why['bud-earphones']).toEqual(['is out of stock']);
    expect(why['hush-headphones']?.join()).toContain('above the price asked for');
  });

  it('filters by category in any spelling and by brand without case', async () => {
    expect(idsOf((await search({ category: 'Robot Vacuums' })).hits)).toEqual(['dusty-vacuum']);
    expect(idsOf((await search({ category: 'headphones', brand: 'QUIETLY' })).hits)).toEqual([
      'hush-headphones',
    ]);
  });

  it('sorts by price among those that match best', async () => {
    const found = await search({ category: 'headphones', sort: 'price-desc', in_stock: false });
    expect(idsOf(found.hits)).toEqual(['hush-headphones', 'bud-earphones']);
    const cheapest = await search({ query: 'headphones', sort: 'price-asc', limit: 1 });
    expect(cheapest).toMatchObject({ total: 2, hits: [{ productId: 'bud-earphones' }] });
  });

  it.each(["'; drop table products; --", "a' | b & !c:*", '\\', ':*', '👍'])(
    'takes %j as words',
    async (query) => {
      await expect(search({ query })).resolves.toBeDefined();
    },
  );
});

describe('get_product', () => {
  it('gives all variants and the rating, by product or by item id', async () => {
    const result = expectOk(await getProduct.run({ product_id: '10000002' }, visitor));
    expect(result.data).toMatchObject({
      productId: 'hush-headphones',
      rating: { average: 4, count: 3 },
      items: [
        { itemId: '10000007', inStock: false },
        { itemId: '10000001', inStock: true },
        { itemId: '10000002', inStock: true },
      ],
    });
    expect(result.items).toMatchObject([{ kind: 'product', price: { cents: 9_900 }, inStock: true }]);
  });

  it('knows no product by a part of its name', async () => {
    expect(await getProduct.run({ product_id: 'hush' }, visitor)).toMatchObject({ code: 'not-found' });
  });
});

describe('compare_products', () => {
  it('puts facts side by side in the order asked, with null where the catalog says nothing', async () => {
    const input = {
      product_ids: ['bud-earphones', 'hush-headphones'],
      aspects: ['battery', 'weight', 'taste'],
    };
    const result = expectOk(await compareProducts.run(input, visitor));
    expect(result.data).toMatchObject({
      cheapest: 'bud-earphones',
      bestRated: 'hush-headphones',
      unknownAspects: ['taste'],
      rows: [
        { aspect: 'battery life', values: ['8 h', '30 h'], same: false },
        { aspect: 'weight', values: [null, '250 g'] },
      ],
    });
  });

  it('needs two products and names the ids that are none', async () => {
    const result = await compareProducts.run({ product_ids: ['bud-earphones', 'nope'] }, visitor);
    expect(result).toMatchObject({ ok: false, message: expect.stringContaining('nope') });
  });
});

describe('list_categories', () => {
  it('lists what is sold, with the lowest price of what is on sale', async () => {
    const result = expectOk(await listCategories.run({}, visitor));
    expect(result.data).toMatchObject({
      categories: [
        { category: 'desk-lamp' },
        { category: 'headphones', products: 2, priceFrom: { cents: 4_900 }, brands: ['Quietly', 'Testa'] },
        { category: 'robot-vacuum' },
        { category: 'vacuum-filter' },
      ],
    });
  });
});

describe('search_reviews', () => {
  it('quotes the reviews that speak of the aspect, by word stem', async () => {
    const result = expectOk(
      await searchReviews.run({ product_id: 'hush-headphones', aspect: 'battery' }, visitor),
    );
    expect(result.data).toMatchObject({
      matching: 2,
      rating: { average: 4, count: 3 },
      distribution: [0, 0, 1, 1, 1],
      quotes: [{ id: 'RV2' }, { id: 'RV1', at: '2026-05-01T09:00:00.000Z' }],
    });
  });

  it('gives no quotes for an aspect that nobody mentions, and none for a product without reviews', async () => {
    const silent = await searchReviews.run({ product_id: 'hush-headphones', aspect: 'zip' }, visitor);
    expect(expectOk(silent).data).toMatchObject({ matching: 0, quotes: [], rating: { count: 3 } });
    const none = await searchReviews.run({ product_id: 'bright-lamp' }, visitor);
    expect(expectOk(none).data).toMatchObject({ rating: null, quotes: [], distribution: [0, 0, 0, 0, 0] });
  });

  it('says that there is no such product', async () => {
    expect(await searchReviews.run({ product_id: 'x' }, visitor)).toMatchObject({ code: 'not-found' });
  });
});

describe('recommend_products', () => {
  async function recommend(input: Parameters<typeof recommendProducts.run>[0], context: ToolContext) {
    return expectOk(await recommendProducts.run(input, context)).data as RecommendationView;
  }

  it('puts what works with a product first, with the reason', async () => {
    const { products } = await recommend({ based_on: 'product', product_id: 'dusty-vacuum' }, visitor);
    expect(products[0]).toMatchObject({
      productId: 'dusty-filter',
      why: ['works with the Dusty Robot Vacuum'],
    });
  });

  it('leaves out what is out of stock, the product itself and what is owned, but not what is used up', async () => {
    const { products } = await recommend({ based_on: 'profile', limit: 6 }, ada);
    expect(idsOf(products)).toEqual(['dusty-filter']);
  });

  it('keeps to the limits asked for', async () => {
    const { products } = await recommend(
      { based_on: 'product', product_id: 'dusty-vacuum', max_price: 10 },
      visitor,
    );
    expect(products).toEqual([]);
  });

  it('names a preference that was stated with consent, and none without', async () => {
    const { products } = await recommend({ based_on: 'order', order_id: '200001', limit: 6 }, bo);
    expect(JSON.stringify(products)).not.toContain('preference');
    await shop.pool.query(`insert into preferences values
      ('CB', 'favourite brand', 'Quietly', 'stated', true, null, now()), ('CB', 'lamps', 'desk lamp', 'inferred', false, null, now())`);
    const again = await recommend({ based_on: 'order', order_id: '200001', limit: 6 }, bo);
    const why = Object.fromEntries(again.products.map((hit) => [hit.productId, hit.why.join()]));
    expect(why['hush-headphones']).toContain('favourite brand: Quietly');
    expect(Object.keys(why)).not.toContain('bright-lamp');
  });

  it('is shaped by browsing and never quotes it', async () => {
    await shop.pool.query(
      `insert into browsing_events (customer_id, kind, product_id, at) values ('CB', 'view', 'hush-headphones', '2026-06-14')`,
    );
    const view = await recommend({ based_on: 'browsing', limit: 6 }, bo);
    expect(view.products.length).toBeGreaterThan(0);
    expect(JSON.stringify(view)).not.toMatch(/brows|viewed|looked|Hush/i);
  });

  it("starts from nobody else's order and from no account without one", async () => {
    expect(await recommendProducts.run({ based_on: 'order', order_id: '200001' }, ada)).toMatchObject({
      code: 'not-found',
    });
    expect(await recommendProducts.run({ based_on: 'profile' }, visitor)).toMatchObject({
      code: 'sign-in-required',
    });
    expect(await recommendProducts.run({ based_on: 'product' }, visitor)).toMatchObject({
      code: 'invalid-arguments',
    });
  });
});
