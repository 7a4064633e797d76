import { customerOf, type Identity } from '../../contract/identity.js';
import type { Id } from '../../contract/ids.js';
import { AppError } from '../../platform/errors.js';

/** The customer of an identity; `unauthenticated` for an anonymous visitor. */
export function requireCustomer(identity: Identity): Id {
  const customerId = customerOf(identity);
  if (customerId === undefined)
    throw new AppError('unauthenticated', 'This is for a customer who has signed in.');
  return customerId;
}
