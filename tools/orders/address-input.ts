import { z } from 'zod';
import type { PostalAddress } from '../../database/schema.js';
import { type ArgumentOrigin, isAddressSaid } from '../actions/argument-origin.js';

const line = (max: number) => z.string().trim().min(1).max(max);

/** A postal address as the customer gave it; what is left out stays as it is. */
export const ADDRESS_INPUT = z
  .object({
    recipient: line(100).optional(),
    line1: line(120).describe('Street and number.'),
    line2: line(120).optional().describe('Apartment, floor and the like.'),
    city: line(80),
    region: line(60).describe('State or region.'),
    postal_code: line(16),
    country: line(56).optional(),
  })
  .describe(
    'The whole new address, in the words of the customer. Ask when a part is missing; never make one up.',
  );

/** A new address comes from the customer, or from nowhere. */
export function addressOrigin(address: AddressInput | undefined): ArgumentOrigin[] {
  if (address === undefined) return [];
  return [{ from: 'customer', what: 'this address', isSaid: (words) => isAddressSaid(address, words) }];
}
type AddressInput = z.infer<typeof ADDRESS_INPUT>;

/** The address that is meant, with recipient and country of the old one where the customer named none. */
export function toAddress(
  { postal_code, line2, recipient, country, ...rest }: AddressInput,
  old: Pick<PostalAddress, 'recipient' | 'country'>,
): PostalAddress {
  return {
    ...rest,
    recipient: recipient ?? old.recipient,
    country: country ?? old.country,
    postalCode: postal_code,
    ...(line2 === undefined ? {} : { line2 }),
  };
}
