import { z } from 'zod';
import { Id } from './ids.js';

/** How sure we are who is writing: anonymous < verified < step-up (a one-time code was entered in this session). */
export const IdentityLevel = z.enum(['anonymous', 'verified', 'step-up']);
export type IdentityLevel = z.infer<typeof IdentityLevel>;

/** Who a request acts for. It is only ever read from a verified token, never from a body, a header or a model. */
export const Identity = z.discriminatedUnion('level', [
  z.object({ level: z.literal('anonymous') }),
  z.object({ level: z.literal('verified'), customerId: Id }),
  z.object({ level: z.literal('step-up'), customerId: Id }),
]);
export type Identity = z.infer<typeof Identity>;

/** The customer of an identity, or nothing for an anonymous visitor. */
export function customerOf(identity: Identity): Id | undefined {
  return identity.level === 'anonymous' ? undefined : identity.customerId;
}
