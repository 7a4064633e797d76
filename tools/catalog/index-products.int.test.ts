import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CATALOG } from '../../database/seed/catalog.js';
import { readStoredVectors } from '../../knowledge/stored-vectors.js';
import { openShop, type Shop, wordEmbedder } from '../testing/shop.js';
import { BUNDLED_PRODUCT_VECTORS } from './bundled-product-vectors.js';
import { indexProducts } from './index-products.js';
import { productText } from './product-text.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(() => shop.pool.query('update products set embedding = null, embedder = null'));
afterAll(() => shop.close());

const index = (embedder = wordEmbedder) =>
  indexProducts({ database: shop.contextOf('switchboard_ingest').database, embedder });

describe('indexProducts', () => {
  it('gives every product a vector once', async () => {
    expect(await index()).toBe(5);
    expect(await index()).toBe(0);
    const { rows } = await shop.pool.query('select distinct embedder from products');
    expect(rows).toEqual([{ embedder: 'test-words' }]);
  });

  it('writes a product anew when its words change, and only that one', async () => {
    await index();
    await shop.pool.query(`update products set description = 'Another lamp.' where id = 'bright-lamp'`);
    await shop.pool.query(`update products set warranty_months = 3 where id = 'dusty-vacuum'`);
    expect(await index()).toBe(1);
  });

  it('writes all anew for another embedder', async () => {
    await index();
    expect(await index({ ...wordEmbedder, id: 'other' })).toBe(5);
  });

  it('stops between batches when it is told to', async () => {
    const stopped = AbortSignal.abort(new Error('stop'));
    const { database } = shop.contextOf('switchboard_ingest');
    await expect(indexProducts({ database, embedder: wordEmbedder, signal: stopped })).rejects.toThrow(
      'stop',
    );
  });
});

describe('the vectors that ship', () => {
  it('are those of every seeded product as it is now', async () => {
    const stored = await readStoredVectors(BUNDLED_PRODUCT_VECTORS);
    const missing = CATALOG.filter((product) => stored.find(productText(product)) === undefined);
    expect(missing.map((product) => product.id)).toEqual([]);
  });
});
