import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { z } from 'zod';
import { customerOf, type Identity } from '../../contract/identity.js';
import { AppError } from '../../platform/errors.js';
import type { AppEnv } from '../../platform/http/app-env.js';

/** The header's form, for the API document: visible characters, as the client likes. */
export const IdempotencyKeyHeader = z
  .string()
  .min(1)
  .max(255)
  .describe(
    'Sending the same request again with the same key gives the first answer; keys are kept for 24 hours.',
  );

/** A client's own name for one request: it means something together with who sent it, and with what was asked. */
export interface IdempotencyKey {
  client: string;
  key: string;
  requestHash: string;
}

/**
 * The key of a request, if it has one; `bad-request` for one that is none. `asked` is what was understood of the body.
 * A visitor without an account is known by nothing but the conversation.
 */
export function parseIdempotencyKey(
  c: Context<AppEnv>,
  identity: Identity,
  { sessionId, asked }: { sessionId: string; asked: object },
): IdempotencyKey | undefined {
  const key = c.req.header('idempotency-key');
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new AppError('bad-request', 'Send an Idempotency-Key of 1 to 255 visible ASCII characters.');
  const customerId = customerOf(identity);
  const client = customerId === undefined ? `session:${sessionId}` : `customer:${customerId}`;
  const request = JSON.stringify([c.req.method, c.req.path, asked]);
  return { client, key, requestHash: createHash('sha256').update(request).digest('hex') };
}
