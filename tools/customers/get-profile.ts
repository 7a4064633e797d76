import { z } from 'zod';
import { fault } from '../fault.js';
import { runForCustomer } from '../run-for-customer.js';
import { defineTool } from '../tool.js';
import { findProfile } from './profile-store.js';
import type { ProfileView } from './profile-view.js';
import { PROFILE_FIELDS, toProfileView } from './to-profile-view.js';

/** The customer's own profile, the minimum asked for. `data` is a `ProfileView`. */
export const getProfile = defineTool({
  name: 'get_profile',
  description:
    "The customer's own profile. Ask only for the fields that the request needs; without fields it gives name and tier.",
  kind: 'read',
  access: 'verified',
  input: z.object({
    fields: z.array(z.enum(PROFILE_FIELDS)).min(1).max(PROFILE_FIELDS.length).optional(),
  }),
  run: ({ fields }, context) =>
    runForCustomer(context, async (transaction, customerId) => {
      const profile = await findProfile(transaction, customerId);
      if (!profile) return fault('not-found', 'There is no profile for this customer. Offer a person.');
      const data: ProfileView = toProfileView(profile, fields ?? ['name', 'tier'], context.locale);
      return { ok: true, data };
    }),
});
