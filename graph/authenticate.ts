import type { Context } from 'hono';
import type { Identity } from '../contract/identity.js';
import { readBearer } from '../platform/auth/bearer.js';
import { verifyCustomerToken } from '../platform/auth/customer-token.js';
import type { AppEnv } from '../platform/http/app-env.js';

/** Who a request is from: the customer of its signed token, or an anonymous visitor when it brings none. A bad token is refused. */
export type Authenticate = (c: Context<AppEnv>) => Promise<Identity>;

/** Reads customer tokens signed with this secret. */
export function createAuthenticate(secret: string): Authenticate {
  return async (c) => {
    const token = readBearer(c.req.header('authorization'));
    return token === undefined ? { level: 'anonymous' } : verifyCustomerToken(secret, token);
  };
}
