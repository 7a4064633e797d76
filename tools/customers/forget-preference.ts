import { z } from 'zod';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { sayKey } from './preference-key.js';
import { findPreferences } from './preference-store.js';
import { deletePreference } from './preference-write-store.js';
import { isSaidBy } from './said-by-customer.js';

const FORGETTING =
  /\b(?:forget|delete|remove|erase|clear|drop|stop remembering|don'?t remember|do not remember|no longer)\b/i;

/** Forgets one preference: at once when the customer says so in so many words, otherwise as a proposal. */
export const forgetPreference = defineWriteTool({
  name: 'forget_preference',
  description:
    'Forget a preference of the customer: give its key as get_preferences lists it. Use it when they want something that is remembered about them deleted.',
  kind: 'write',
  input: z.object({
    key: z.string().trim().min(1).max(60).describe('The key of the preference, from get_preferences.'),
  }),
  async plan({ key }, { transaction, customerId, now }) {
    const kept = await findPreferences(transaction, customerId, now);
    const old = kept.find((each) => sayKey(each.key) === sayKey(key));
    if (old === undefined) {
      const keys = kept.map((each) => sayKey(each.key)).join(', ');
      return refuse(
        'not-found',
        `Nothing is remembered under that name. Remembered: ${keys === '' ? 'nothing' : keys}.`,
        'not-found',
      );
    }
    return {
      ok: true,
      terms: { key: old.key, was: old.value },
      subjects: [old.key],
      summary: { title: `Forget: ${sayKey(old.key)}`, lines: [`${sayKey(old.key)}: ${old.value}`] },
      approval: 'customer',
      level: 'verified',
      effect: { key: old.key, was: old.value },
    };
  },
  isStated: ({ key, was }, { request = '' }) =>
    FORGETTING.test(request) && (isSaidBy(request, key) || isSaidBy(request, was)),
  async apply({ key, was }, { transaction, customerId }) {
    await deletePreference(transaction, { customerId, key });
    return { text: `I have forgotten this: ${sayKey(key)}: ${was}.` };
  },
});
