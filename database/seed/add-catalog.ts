import { CATALOG } from './catalog.js';
import type { CatalogProduct } from './catalog-product.js';
import { createRandom, type Random } from './random.js';
import type { Row, World } from './world.js';

/** The warehouses that goods are kept in. */
export const WAREHOUSES = ['east', 'central', 'west'] as const;

/** Variants that are never in stock, so that tests and demos can rely on it: product id, then an option value. */
export const SOLD_OUT: readonly (readonly [product: string, value: string])[] = [
  ['aurora-anc-headphones', 'forest green'],
  ['vista-oled-tv', '77 inch'],
  ['knead-stand-mixer', 'mint'],
];
/** Variants that are always in stock; the demo customers' orders are about these products. */
export const IN_STOCK: readonly string[] = [
  'aurora-anc-headphones',
  'aurora-lite-headphones',
  'orbit-r1-robot-vacuum',
  'volt-wall-charger',
  'tactile-75-keyboard',
  'kestrel-14-laptop',
  'quill-ink-cartridge',
];

/** Adds products, their variants and the stock of each. Variant ids are 8 digits and follow from the catalog's order. */
export function addCatalog(world: World, seed: number): void {
  const random = createRandom(seed, 'stock');
  CATALOG.forEach((product, index) => {
    world.products.push(toProductRow(product));
    optionsOf(product).forEach(({ options, extraCents }, position) => {
      const available = isAvailable(product, options, random);
      const variant: Row<'variants'> = {
        id: variantId(index, position),
        product_id: product.id,
        options,
        price_cents: product.priceCents + extraCents,
        available,
      };
      world.variants.push(variant);
      world.variant_stock.push(...stockOf(variant, product, random));
    });
  });
}

/** Looks like a random number and is none: 7919 is prime and shares no factor with 90,000,000, so no two are the same. */
function variantId(product: number, position: number): string {
  const serial = product * 100 + position + 1;
  return String(10_000_000 + ((serial * 7_919 * 1_009) % 90_000_000));
}

function toProductRow(product: CatalogProduct): World['products'][number] {
  return {
    id: product.id,
    name: product.name,
    category: product.category,
    brand: product.brand,
    description: product.description,
    attributes: product.attributes,
    consumable: product.consumable ?? false,
    final_sale: product.finalSale ?? false,
    warranty_months: product.warrantyMonths,
    compatible_with: [...(product.compatibleWith ?? [])],
    currency: 'USD',
  };
}

interface OptionSet {
  options: Record<string, string>;
  extraCents: number;
}

/** Every combination of the product's option values. */
function optionsOf(product: CatalogProduct): OptionSet[] {
  let sets: OptionSet[] = [{ options: {}, extraCents: 0 }];
  for (const [name, values] of Object.entries(product.options)) {
    sets = sets.flatMap((set) =>
      Object.entries(values).map(([value, cents]) => ({
        options: { ...set.options, [name]: value },
        extraCents: set.extraCents + cents,
      })),
    );
  }
  return sets;
}

function isSoldOut(productId: string, options: Record<string, string>): boolean {
  return SOLD_OUT.some(([id, value]) => id === productId && Object.values(options).includes(value));
}

/** A variant that is not available is no longer made. */
function isAvailable(product: CatalogProduct, options: Record<string, string>, random: Random): boolean {
  const discontinued = random.chance(0.04);
  return IN_STOCK.includes(product.id) || isSoldOut(product.id, options) || !discontinued;
}

function stockOf(variant: Row<'variants'>, product: CatalogProduct, random: Random): Row<'variant_stock'>[] {
  const level = random.weighted({ none: 10, low: 15, normal: 75 });
  const quantities = WAREHOUSES.map(() => (level === 'low' ? random.integer(0, 2) : random.integer(3, 60)));
  const gone = !variant.available || isSoldOut(product.id, variant.options);
  const empty = gone || (level === 'none' && !IN_STOCK.includes(product.id));
  return WAREHOUSES.map((warehouse, index) => ({
    variant_id: variant.id,
    warehouse,
    quantity: empty ? 0 : (quantities[index] ?? 0) + (IN_STOCK.includes(product.id) ? 1 : 0),
  }));
}
