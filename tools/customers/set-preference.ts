import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { sayKey } from './preference-key.js';
import { findPreferences } from './preference-store.js';
import { keepPreference } from './preference-write-store.js';
import { isSaidBy } from './said-by-customer.js';

/**
 * Remembers a preference. What the customer says in so many words is done at once (`data` is a `DoneView`) and can be
 * taken back; what only follows from their words is proposed (`data` is a `ProposedView`).
 */
export const setPreference = defineWriteTool({
  name: 'set_preference',
  description:
    'Remember a preference of the customer for later, such as a favourite brand, a budget or "no text messages". Use the words of the customer for the value. Only when they want it remembered; never anything about health, religion, politics or other people.',
  kind: 'write',
  input: z.object({
    key: z
      .string()
      .trim()
      .toLowerCase()
      .min(2)
      .max(60)
      .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u, 'letters, digits, spaces, _ and - only')
      .describe('What it is about, such as "favourite brand".'),
    value: z.string().trim().min(1).max(200).describe("In the customer's own words."),
  }),
  async plan({ key, value }, { transaction, customerId, now }) {
    const kept = await findPreferences(transaction, customerId, now);
    const old = kept.find((each) => sayKey(each.key) === sayKey(key));
    if (old !== undefined && old.value === value && old.source === 'stated') {
      return refuse('remembered-already', `This is remembered already: ${sayKey(old.key)}: ${old.value}.`);
    }
    const name = old?.key ?? key;
    return {
      ok: true,
      terms: { key: name, value, was: old?.value ?? null },
      subjects: [sayKey(name)],
      summary: {
        title: `Remember: ${sayKey(name)}`,
        lines: [`${sayKey(name)}: ${value}`, ...(old === undefined ? [] : [`Instead of: ${old.value}`])],
      },
      approval: 'customer',
      level: 'verified',
      effect: { key: name, value, was: old?.value },
      facts: [{ kind: 'slot', id: name, label: `${name}: ${value}`.slice(0, 200) }],
    };
  },
  isStated: ({ value }, { request }) => isSaidBy(request, value),
  async apply({ key, value, was }, { transaction, customerId, now }) {
    await keepPreference(transaction, { customerId, key, value, now });
    const before = was === undefined ? '' : ` It was: ${was}.`;
    return { text: `I will remember this: ${sayKey(key)}: ${value}.${before}` };
  },
});
