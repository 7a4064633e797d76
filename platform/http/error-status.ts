import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorCode } from '../errors.js';

interface ErrorStatus {
  status: ContentfulStatusCode;
  title: string;
  /** A registered problem type, where there is one. */
  type?: string;
}

/** The one HTTP status and title of every error code; a new code does not compile without them. */
export const ERROR_STATUS: Readonly<Record<ErrorCode, ErrorStatus>> = {
  'bad-request': { status: 400, title: 'Bad request' },
  'invalid-input': { status: 400, title: 'Invalid input' },
  unauthenticated: { status: 401, title: 'Not authenticated' },
  forbidden: { status: 403, title: 'Forbidden' },
  'step-up-required': { status: 403, title: 'A one-time code is needed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'Not acceptable' },
  conflict: { status: 409, title: 'Conflict' },
  'turn-running': { status: 409, title: 'A turn is running' },
  'idempotency-key-missing': { status: 400, title: 'The Idempotency-Key is missing' },
  'idempotency-key-in-use': {
    status: 409,
    title: 'The request with this Idempotency-Key is being worked on',
  },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'payload-too-large': { status: 413, title: 'Payload too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  unprocessable: { status: 422, title: 'Unprocessable' },
  'rate-limited': {
    status: 429,
    title: 'Too many requests',
    type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
  },
  internal: { status: 500, title: 'Internal error' },
  unavailable: { status: 503, title: 'Unavailable' },
  'deadline-exceeded': { status: 504, title: 'Deadline exceeded' },
};
