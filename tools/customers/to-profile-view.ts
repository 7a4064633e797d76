import { printMethod } from '../orders/print-method.js';
import { printMoney } from '../print-money.js';
import type { ProfileRecord } from './profile-store.js';
import type { ProfileView } from './profile-view.js';

/** What can be asked for of a profile. */
export const PROFILE_FIELDS = [
  'name',
  'email',
  'phone',
  'tier',
  'locale',
  'member-since',
  'addresses',
  'payment-methods',
] as const;
/** One field of a profile. */
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** The fields asked for and no other; pure. */
export function toProfileView(
  profile: ProfileRecord,
  fields: readonly ProfileField[],
  locale: string,
): ProfileView {
  return Object.assign({}, ...fields.map((field) => readField(profile, field, locale)));
}

function readField(profile: ProfileRecord, field: ProfileField, locale: string): ProfileView {
  switch (field) {
    case 'name':
      return { name: `${profile.firstName} ${profile.lastName}` };
    case 'email':
      return { email: profile.email };
    case 'phone':
      return { phone: profile.phone };
    case 'tier':
      return { tier: profile.tier };
    case 'locale':
      return { locale: profile.locale };
    case 'member-since':
      return { memberSince: profile.createdAt.toISOString() };
    case 'addresses':
      return { addresses: profile.addresses };
    case 'payment-methods':
      return {
        paymentMethods: profile.paymentMethods.map((method) => ({
          method: printMethod({ methodKind: method.kind, brand: method.brand, lastFour: method.lastFour }),
          kind: method.kind,
          balance:
            method.balanceCents === null ? null : printMoney(method.balanceCents, method.currency, locale),
        })),
      };
  }
}
