import { z } from 'zod';
import type { ArgumentOrigin, CustomerWords } from '../actions/argument-origin.js';
import { refuse } from '../actions/write-plan.js';
import { defineWriteTool } from '../actions/write-tool.js';
import { updateContactRow } from './contact-store.js';
import { findProfile } from './profile-store.js';

/** Changes the e-mail address or the phone number of the account. `data` is a `ProposedView`; it needs a one-time code. */
export const updateContact = defineWriteTool({
  name: 'update_contact',
  description:
    "Propose to change the e-mail address or phone number of the customer's account, exactly as they wrote it. Nothing happens before the customer confirms.",
  kind: 'write',
  input: z.object({
    new_mail_address: z.email().max(254).optional(),
    new_phone: z
      .string()
      .trim()
      .max(32)
      .regex(/^\+?[0-9][0-9 ()./-]{5,30}$/, 'digits, spaces and + ( ) . / - only')
      .optional(),
  }),
  origins: ({ new_mail_address: mail, new_phone: phone }) => [
    ...(mail === undefined
      ? []
      : [saidAs('this e-mail address', ({ text }) => text.includes(mail.toLowerCase()))]),
    ...(phone === undefined
      ? []
      : [saidAs('this telephone number', ({ numbers }) => numbers.has(phone.replace(/\D/g, '')))]),
  ],
  async plan({ new_mail_address, new_phone }, { transaction, customerId }) {
    const profile = await findProfile(transaction, customerId);
    if (profile === undefined)
      return refuse('not-found', 'There is no profile for this customer.', 'not-found');
    const email = new_mail_address?.toLowerCase();
    const change = {
      ...(email === undefined || email === profile.email ? {} : { email }),
      ...(new_phone === undefined || new_phone === profile.phone ? {} : { phone: new_phone }),
    };
    if (Object.keys(change).length === 0) {
      return refuse(
        'nothing-to-change',
        'Name a new e-mail address or phone number that is not on the account yet.',
      );
    }
    return {
      ok: true,
      subjects: Object.keys(change),
      terms: { ...change, was: { email: profile.email, phone: profile.phone } },
      summary: {
        title: 'Change your contact details',
        lines: [
          ...(change.email === undefined ? [] : [`E-mail: ${change.email} instead of ${profile.email}`]),
          ...(change.phone === undefined ? [] : [`Phone: ${change.phone} instead of ${profile.phone}`]),
        ],
      },
      approval: 'customer',
      level: 'step-up',
      effect: change,
    };
  },
  async apply(change, { transaction, customerId }) {
    if ((await updateContactRow(transaction, customerId, change)) === 'taken') {
      return refuse('not-usable', 'This e-mail address cannot be used. Nothing was changed.');
    }
    const said = [
      ...(change.email === undefined ? [] : [`your e-mail address is now ${change.email}`]),
      ...(change.phone === undefined ? [] : [`your phone number is now ${change.phone}`]),
    ];
    return { text: `Done: ${said.join(', and ')}.` };
  },
});

function saidAs(what: string, isSaid: (words: CustomerWords) => boolean): ArgumentOrigin {
  return { from: 'customer', what, isSaid };
}
