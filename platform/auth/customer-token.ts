import { z } from 'zod';
import type { Identity } from '../../contract/identity.js';
import { Id } from '../../contract/ids.js';
import { signToken, type TokenKind, verifyToken } from './signed-token.js';

const KIND: TokenKind = {
  type: 'switchboard-customer+jwt',
  issuer: 'switchboard-login',
  audience: 'switchboard-supervisor',
};
const Claims = z.object({ sub: Id, level: z.enum(['verified', 'step-up']) });

/** Who a token is for, and how sure the login was of it. */
export interface CustomerGrant {
  customerId: Id;
  level: 'verified' | 'step-up';
}

/** The token with which a customer talks to the supervisor. */
export function signCustomerToken(
  secret: string,
  grant: CustomerGrant & { expiresInSeconds: number },
): Promise<string> {
  return signToken(secret, KIND, { sub: grant.customerId, level: grant.level }, grant.expiresInSeconds);
}

/** The customer of a token; `unauthenticated`, in the same words, for any fault, a session token among them. */
export async function verifyCustomerToken(secret: string, token: string): Promise<Identity> {
  const { sub, level } = await verifyToken(secret, KIND, token, Claims);
  return { level, customerId: sub };
}
