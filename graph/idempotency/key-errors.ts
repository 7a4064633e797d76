import { AppError } from '../../platform/errors.js';

/** The error for a key that stands for something else. */
export function keyReused(): AppError {
  return new AppError(
    'idempotency-key-reused',
    'This Idempotency-Key was sent with another request. Send a new request with a new key.',
  );
}

/** The error for a request that is sent again while it is worked on. */
export function keyInUse(message: string): AppError {
  return new AppError('idempotency-key-in-use', message, { retryAfterSeconds: 1 });
}

/** The error for a request that must not be repeated by accident, and has no key. */
export function keyMissing(): AppError {
  return new AppError(
    'idempotency-key-missing',
    'Send an Idempotency-Key with this request: a new one for each decision, the same one when it is sent again.',
  );
}
