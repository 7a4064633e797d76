import { jwtVerify, SignJWT } from 'jose';
import type { z } from 'zod';
import { AppError } from '../errors.js';

/** One kind of token: its type, issuer and audience keep it from passing as another kind. */
export interface TokenKind {
  type: string;
  issuer: string;
  audience: string;
}

/** A JWT signed with HS256 that says these claims for so many seconds. */
export function signToken(
  secret: string,
  kind: TokenKind,
  claims: Record<string, unknown>,
  expiresInSeconds: number,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: kind.type })
    .setIssuer(kind.issuer)
    .setAudience(kind.audience)
    .setIssuedAt(now)
    .setExpirationTime(now + expiresInSeconds)
    .sign(new TextEncoder().encode(secret));
}

/** The claims of a token that is genuine, of this kind and not over. Every fault is the same `unauthenticated`. */
export async function verifyToken<Claims extends z.ZodType>(
  secret: string,
  kind: TokenKind,
  token: string,
  claims: Claims,
): Promise<z.infer<Claims>> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      typ: kind.type,
      issuer: kind.issuer,
      audience: kind.audience,
      requiredClaims: ['exp', 'iat'],
      clockTolerance: 5,
    });
    return claims.parse(payload);
  } catch (cause) {
    throw new AppError('unauthenticated', 'The token is not valid. Sign in again.', { cause });
  }
}
