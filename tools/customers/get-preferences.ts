import { z } from 'zod';
import { runForCustomer } from '../run-for-customer.js';
import { defineTool } from '../tool.js';
import { findPreferences } from './preference-store.js';

/** What `get_preferences` answers, by key. Dates are ISO instants in UTC. */
export interface PreferenceListView {
  preferences: {
    key: string;
    value: string;
    /** Where it comes from: the customer said so, it was inferred, or it was imported. */
    source: 'stated' | 'inferred' | 'imported';
    /** Whether the customer agreed that it is used. */
    consent: boolean;
    updatedAt: string;
    /** Null when it is kept until forgotten. */
    expiresAt: string | null;
  }[];
}

/** What is remembered about the customer, with its source. `data` is a `PreferenceListView`; expired ones are left out. */
export const getPreferences = defineTool({
  name: 'get_preferences',
  description:
    'What is remembered about the customer (preferences with source and consent). Use it when they ask what is known or stored about them, or when a preference matters for the answer.',
  kind: 'read',
  access: 'verified',
  input: z.object({}),
  run: (_input, context) =>
    runForCustomer(context, async (transaction, customerId) => {
      const preferences = await findPreferences(transaction, customerId, context.now());
      const data: PreferenceListView = {
        preferences: preferences.map(({ updatedAt, expiresAt, ...preference }) => ({
          ...preference,
          updatedAt: updatedAt.toISOString(),
          expiresAt: expiresAt?.toISOString() ?? null,
        })),
      };
      return {
        ok: true,
        data,
        facts: data.preferences.map(({ key, value }) => ({
          kind: 'slot',
          id: key.slice(0, 128),
          label: `${key}: ${value}`.slice(0, 200),
        })),
      };
    }),
});
