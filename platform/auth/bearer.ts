import { AppError } from '../errors.js';

/** The token of an `Authorization: Bearer ...` header, or nothing when there is no such header. Anything else is refused. */
export function readBearer(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const token = /^Bearer +([\w.~+/=-]{1,4096})$/i.exec(header)?.[1];
  if (token === undefined)
    throw new AppError('unauthenticated', 'Send the header as: Authorization: Bearer <token>.');
  return token;
}

/** The token of the header; `unauthenticated` without one. */
export function requireBearer(header: string | undefined): string {
  const token = readBearer(header);
  if (token === undefined) throw new AppError('unauthenticated', 'Send a token in the Authorization header.');
  return token;
}
