import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CATALOG } from '../../database/seed/catalog.js';
import { readStoredVectors } from '../../knowledge/stored-vectors.js';
import type { Embedder } from '../../models/embedder.js';
import { openShop, type Shop, wordEmbedder } from '../testing/shop.js';
import { BUNDLED_PRODUCT_VECTORS } from './bundled-product-vectors.js';
import { indexProducts } from './index-products.js';
import { productText } from './product-text.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  await shop.reset();
  await shop.pool.query('truncate product_vectors');
});
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

  it('embeds nothing for words that it has embedded before, whatever became of the product meanwhile', async () => {
    const asked: string[] = [];
    const counting: Embedder = {
      ...wordEmbedder,
      embed: (texts, signal) => {
        asked.push(...texts);
        return wordEmbedder.embed(texts, signal);
      },
    };
    await index(counting);
    expect(asked).toHaveLength(5);
    const vectors = async () =>
      (await shop.pool.query('select id, embedding::text as vector from products order by id')).rows;
    const first = await vectors();
    await shop.reset();
    await shop.pool.query(`update products set description = 'Another lamp.' where id = 'bright-lamp'`);
    expect(await index(counting)).toBe(5);
    expect(asked.slice(5)).toEqual([expect.stringContaining('Another lamp.')]);
    await shop.reset();
    expect(await index(counting)).toBe(5);
    expect(asked).toHaveLength(6);
    expect(await vectors()).toEqual(first);
  });

  it('keeps vectors of words in use, and forgets those that nobody has had for long', async () => {
    await index();
    await shop.pool.query(`update products set description = 'Another lamp.' where id = 'bright-lamp'`);
    await index();
    const count = async () =>
      (await shop.pool.query('select count(*)::int as n from product_vectors')).rows[0].n;
    expect(await count()).toBe(6);
    await shop.pool.query(`update product_vectors set used_at = now() - interval '91 days'`);
    await shop.pool.query('update products set embedding = null, embedder = null');
    expect(await index()).toBe(5);
    expect(await count()).toBe(5);
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
