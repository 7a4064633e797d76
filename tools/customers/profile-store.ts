import type { Transaction } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { PaymentMethodKind, PostalAddress, Schema } from '../../database/schema.js';

/** A customer with addresses (the default one first) and payment methods. */
export interface ProfileRecord {
  firstName: string;
  lastName: string;
  email: string;
  phone: string;
  tier: 'standard' | 'plus' | 'premium';
  locale: string;
  createdAt: Date;
  addresses: { label: string; isDefault: boolean; address: PostalAddress }[];
  paymentMethods: {
    kind: PaymentMethodKind;
    brand: string | null;
    lastFour: string | null;
    balanceCents: number | null;
    currency: string;
  }[];
}

/** The customer's own record in one statement; undefined when there is none. */
export function findProfile(
  transaction: Transaction<Schema>,
  customerId: string,
): Promise<ProfileRecord | undefined> {
  return transaction
    .selectFrom('customers as c')
    .where('c.id', '=', customerId)
    .select((eb) => [
      'c.first_name as firstName',
      'c.last_name as lastName',
      'c.email',
      'c.phone',
      'c.tier',
      'c.locale',
      'c.created_at as createdAt',
      jsonArrayFrom(
        eb
          .selectFrom('customer_addresses as a')
          .whereRef('a.customer_id', '=', 'c.id')
          .select(['a.label', 'a.is_default as isDefault', 'a.address'])
          .orderBy('a.is_default', 'desc')
          .orderBy('a.label'),
      ).as('addresses'),
      jsonArrayFrom(
        eb
          .selectFrom('payment_methods as m')
          .whereRef('m.customer_id', '=', 'c.id')
          .select([
            'm.kind',
            'm.brand',
            'm.last_four as lastFour',
            'm.balance_cents as balanceCents',
            'm.currency',
          ])
          .orderBy('m.id'),
      ).as('paymentMethods'),
    ])
    .executeTakeFirst();
}
