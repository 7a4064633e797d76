import { z } from 'zod';
import { DAY_MS } from '../calendar.js';
import { runForCustomer } from '../run-for-customer.js';
import { defineTool } from '../tool.js';
import { summarizeBrowsing } from './browsing-store.js';
import type { BrowsingView } from './browsing-view.js';

const WINDOW_DAYS = { day: 1, week: 7, month: 30, quarter: 90, year: 365 } as const;

/** The customer's own browsing in short. `data` is a `BrowsingView`; nothing browsed gives empty lists. */
export const getBrowsingSummary = defineTool({
  name: 'get_browsing_summary',
  description:
    "A summary of the customer's own browsing: products viewed, categories, searches, cart. Show it only when they ask what they looked at or what is recorded; otherwise let it shape the answer unquoted.",
  kind: 'read',
  access: 'verified',
  input: z.object({
    window: z.enum(['day', 'week', 'month', 'quarter', 'year']).optional().describe('month unless given.'),
  }),
  run: ({ window }, context) =>
    runForCustomer(context, async (transaction, customerId) => {
      const since = new Date(context.now().getTime() - WINDOW_DAYS[window ?? 'month'] * DAY_MS);
      const summary = await summarizeBrowsing(transaction, { customerId, since });
      const data: BrowsingView = { since: since.toISOString(), ...summary };
      return {
        ok: true,
        data,
        facts: data.products.map(({ productId, name }) => ({
          kind: 'product',
          id: productId,
          label: name.slice(0, 200),
        })),
      };
    }),
});
