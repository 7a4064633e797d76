import type { Context } from 'hono';
import { decodeProtectedHeader } from 'jose';
import type { Identity } from '../contract/identity.js';
import { readBearer } from '../platform/auth/bearer.js';
import { type CustomerKeySet, createKeySetVerifier } from '../platform/auth/customer-key-set.js';
import { verifyCustomerToken } from '../platform/auth/customer-token.js';
import type { AppEnv } from '../platform/http/app-env.js';

/** Who a request is from: the customer of its signed token, or an anonymous visitor when it brings none. A bad token is refused. */
export type Authenticate = (c: Context<AppEnv>) => Promise<Identity>;

/** Reads customer tokens signed with this secret and, where there is a key set, those of the shop's own login. */
export function createAuthenticate(secret: string, keySet?: CustomerKeySet): Authenticate {
  const verifyByKeys = keySet === undefined ? undefined : createKeySetVerifier(keySet);
  return async (c) => {
    const token = readBearer(c.req.header('authorization'));
    if (token === undefined) return { level: 'anonymous' };
    if (verifyByKeys === undefined || isOurs(token)) return verifyCustomerToken(secret, token);
    return verifyByKeys(token);
  };
}

/** Which way a token is checked follows its algorithm; both ways refuse the other's. */
function isOurs(token: string): boolean {
  try {
    return decodeProtectedHeader(token).alg === 'HS256';
  } catch {
    return true;
  }
}
