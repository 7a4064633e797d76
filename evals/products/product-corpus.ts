import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { z } from 'zod';
import { parseJsonLines } from '../retrieval/judged-questions.js';

/** A product as a set of judged searches gives it. */
export const ProductRecord = z.object({
  id: z.string().min(1),
  title: z.string(),
  name: z.string().default(''),
  supplier: z.string().default(''),
  price_cents: z.number().int().nonnegative().default(0),
  short_description: z.string().nullish(),
  attrs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
});
export type ProductRecord = z.infer<typeof ProductRecord>;

/** A search and how well products fit it, from 0 to 3. */
export const ProductQuery = z.object({
  id: z.string(),
  text: z.string(),
  ratings: z.record(z.string(), z.number()).default({}),
});
export type ProductQuery = z.infer<typeof ProductQuery>;

/** Reads products, one a line, packed with gzip when the file is named so. */
export async function readProducts(file: string): Promise<ProductRecord[]> {
  const bytes = await readFile(file);
  const text = file.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8');
  return parseJsonLines(text, ProductRecord, file);
}

const PRODUCTS_A_STATEMENT = 1_000;

/** Puts products into the catalog, each with one variant in stock; gives back the way from the catalog's ids to those of the file. */
export async function insertProducts(
  pool: pg.Pool,
  products: readonly ProductRecord[],
): Promise<(id: string) => string> {
  const idOf = (index: number) => `p-${index}`;
  const rows = products.map((product, index) => ({
    id: idOf(index),
    variant: String(10_000_000 + index),
    name: product.title,
    category: toSlug(product.attrs.product_type) ?? 'other',
    brand: product.supplier,
    description: product.short_description ?? '',
    attributes: attributesOf(product),
    price: product.price_cents,
  }));
  for (let start = 0; start < rows.length; start += PRODUCTS_A_STATEMENT) {
    await pool.query(INSERT, [JSON.stringify(rows.slice(start, start + PRODUCTS_A_STATEMENT))]);
  }
  await pool.query('analyze products, product_postings, variants');
  const ids = new Map(products.map((product, index) => [idOf(index), product.id]));
  return (id) => ids.get(id) ?? id;
}

const INSERT = `
  with given as (
    select * from json_to_recordset($1::json) as given(
      id text, variant text, name text, category text, brand text, description text, attributes jsonb, price int)
  ), added as (
    insert into products (id, name, category, brand, description, attributes, consumable, final_sale,
      warranty_months, compatible_with, currency)
    select id, name, category, brand, description, attributes, false, false, 24, '{}', 'USD' from given
  ), sold as (
    insert into variants (id, product_id, options, price_cents, available)
    select variant, id, '{}', price, true from given
  )
  insert into variant_stock (variant_id, warehouse, quantity) select variant, 'main', 1 from given`;

function attributesOf({ attrs, name }: ProductRecord): Record<string, string> {
  const given = Object.entries(attrs).map(([key, value]) => [key, String(value)]);
  return Object.fromEntries(name === '' ? given : [...given, ['model', name]]);
}

function toSlug(value: unknown): string | undefined {
  const slug = String(value ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return slug === '' ? undefined : slug;
}
