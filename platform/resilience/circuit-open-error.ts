import { AppError } from '../errors.js';

/**
 * The call was not made, because recent ones failed. Retrying at once is pointless; `retryAfterSeconds` says when. It has no
 * stack: an open circuit rejects hundreds at once, and taking a stack costs more than all the rest of a rejection.
 */
export class CircuitOpenError extends AppError {
  constructor(name: string, retryAfterMs: number) {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super('unavailable', 'This part is out of order for the moment.', {
      retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1_000)),
      cause: `circuit ${name} is open`,
    });
    Error.stackTraceLimit = stackTraceLimit;
    this.name = 'CircuitOpenError';
  }
}
