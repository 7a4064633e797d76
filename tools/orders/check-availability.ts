import { z } from 'zod';
import { customerOf } from '../../contract/identity.js';
import { fault } from '../fault.js';
import { type PrintedMoney, printMoney } from '../print-money.js';
import { defineTool } from '../tool.js';
import { findStock } from './stock-store.js';

/** What `check_availability` answers, in the order asked; a product id gives one entry for each variant. */
export interface AvailabilityView {
  items: {
    itemId: string;
    productId: string;
    name: string;
    /** Such as `black, 256 GB`; empty when there is one variant only. */
    options: string;
    price: PrintedMoney;
    inStock: boolean;
    /** In all warehouses together; 0 when it is not on sale now. */
    quantity: number;
  }[];
  /** Ids that are neither an item nor a product. */
  notFound: string[];
}

/** Stock right now. `data` is an `AvailabilityView`; a fault only when none of the ids is known. */
export const checkAvailability = defineTool({
  name: 'check_availability',
  description:
    'Whether items can be had right now, with price and quantity. Takes item ids (8 digits) or product ids (all variants of the product), at most 10.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    item_ids: z.array(z.string().trim().min(1).max(64)).min(1).max(10).describe('Item or product ids.'),
  }),
  run: async ({ item_ids }, context) => {
    const ids = [...new Set(item_ids)];
    const stock = await context.database.transaction(
      { customerId: customerOf(context.identity) },
      (transaction) => findStock(transaction, ids),
    );
    if (stock.length === 0) {
      return fault('not-found', 'No such item or product. Search the catalog for its id first.');
    }
    const items = ids.flatMap((id) => stock.filter((row) => row.itemId === id || row.productId === id));
    const data: AvailabilityView = {
      items: [...new Set(items)].map((row) => ({
        itemId: row.itemId,
        productId: row.productId,
        name: row.name,
        options: Object.values(row.options).join(', '),
        price: printMoney(row.priceCents, row.currency, context.locale),
        inStock: row.quantity > 0,
        quantity: row.quantity,
      })),
      notFound: ids.filter((id) => !stock.some((row) => row.itemId === id || row.productId === id)),
    };
    return {
      ok: true,
      data,
      facts: data.items.map((item) => ({
        kind: 'item',
        id: item.itemId,
        label: labelOf(item).slice(0, 200),
      })),
    };
  },
});

function labelOf({ name, options }: { name: string; options: string }): string {
  return options === '' ? name : `${name} (${options})`;
}
