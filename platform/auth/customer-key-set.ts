import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { Identity } from '../../contract/identity.js';
import { Id } from '../../contract/ids.js';
import { AppError } from '../errors.js';

/** A login of the shop's own: where its public keys are, and what its tokens say of issuer and audience. */
export interface CustomerKeySet {
  url: string;
  issuer: string;
  audience: string;
}

/** Signatures by a private key only: with a shared secret, whoever can verify can sign. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const Claims = z.object({ sub: Id });

/**
 * Verifies tokens of a login of the shop's own by its published keys, which are fetched when they are needed and kept. Its
 * customers are `verified`: a step up takes a code. `unauthenticated`, in the same words, for any fault of a token;
 * `unavailable` when the keys cannot be had.
 */
export function createKeySetVerifier({
  url,
  issuer,
  audience,
}: CustomerKeySet): (token: string) => Promise<Identity> {
  const keys = createRemoteJWKSet(new URL(url), { timeoutDuration: 5_000, cooldownDuration: 30_000 });
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...{ algorithms: ALGORITHMS, issuer, audience, clockTolerance: 5 },
        requiredClaims: ['exp', 'sub'],
      });
      return { level: 'verified', customerId: Claims.parse(payload).sub };
    } catch (cause) {
      if (isAboutToken(cause)) {
        throw new AppError('unauthenticated', 'The token is not valid. Sign in again.', { cause });
      }
      throw new AppError('unavailable', 'Signing in cannot be checked at the moment. Please try again.', {
        cause,
        retryAfterSeconds: 5,
      });
    }
  };
}

function isAboutToken(cause: unknown): boolean {
  if (cause instanceof z.ZodError || cause instanceof errors.JWKSNoMatchingKey) return true;
  const isFetching = cause instanceof errors.JWKSTimeout || cause instanceof errors.JWKSInvalid;
  // Its bare class is what an answer other than a key set makes.
  return cause instanceof errors.JOSEError && !isFetching && cause.code !== 'ERR_JOSE_GENERIC';
}
