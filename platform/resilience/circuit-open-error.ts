import { AppError } from '../errors.js';

/** The call was not made, because recent ones failed. Retrying at once is pointless; `retryAfterSeconds` says when. */
export class CircuitOpenError extends AppError {
  constructor(name: string, retryAfterMs: number) {
    super('unavailable', 'This part is out of order for the moment.', {
      retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1_000)),
      cause: `circuit ${name} is open`,
    });
    this.name = 'CircuitOpenError';
  }
}
