/** Our stable names for what can go wrong; each has exactly one HTTP status (platform/http/error-status.ts). */
export type ErrorCode =
  | 'bad-request'
  | 'invalid-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'step-up-required'
  | 'not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'conflict'
  | 'turn-running'
  | 'idempotency-key-missing'
  | 'idempotency-key-in-use'
  | 'idempotency-key-reused'
  | 'payload-too-large'
  | 'unsupported-media-type'
  | 'unprocessable'
  | 'rate-limited'
  | 'unavailable'
  | 'deadline-exceeded'
  | 'internal';

/** What may go with an error: the cause is logged and never sent; everything else is sent. */
export interface AppErrorOptions {
  cause?: unknown;
  details?: readonly { path: string; message: string }[];
  retryAfterSeconds?: number;
  /** The rate limits that were exceeded, by name. */
  violatedPolicies?: readonly string[];
}

/** An error whose message may be shown to the caller. Anything else that is thrown reaches the caller as `internal`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly { path: string; message: string }[];
  readonly retryAfterSeconds: number | undefined;
  readonly violatedPolicies: readonly string[];

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.details = options.details ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.violatedPolicies = options.violatedPolicies ?? [];
  }
}
