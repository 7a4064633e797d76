import { createHmac, timingSafeEqual } from 'node:crypto';

/** A code as it is stored: keyed, since all six-digit codes can be hashed in a moment, and bound to its customer. */
export function hashCode(secret: string, customerId: string, code: string): Buffer {
  return createHmac('sha256', secret).update(`one-time-code\0${customerId}\0${code}`).digest();
}

/** Whether two hashes are the same, in a time that tells nothing of where they differ. */
export function isSameHash(one: Buffer, other: Buffer): boolean {
  return one.length === other.length && timingSafeEqual(one, other);
}
