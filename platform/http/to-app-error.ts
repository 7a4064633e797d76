import { HTTPException } from 'hono/http-exception';
import { AppError, type ErrorCode } from '../errors.js';

const BY_STATUS: Readonly<Record<number, [ErrorCode, string]>> = {
  400: ['bad-request', 'The body is not valid JSON.'],
  401: ['unauthenticated', 'Send a valid token in the Authorization header.'],
  403: ['forbidden', 'This is not allowed.'],
  404: ['not-found', 'There is nothing here.'],
  413: ['payload-too-large', 'The body is too large.'],
  415: ['unsupported-media-type', 'Send the body as application/json.'],
};

/** The framework's own errors in our words; every other error comes back as it is. */
export function toAppError(error: unknown): unknown {
  if (!(error instanceof HTTPException)) return error;
  const [code, message] = BY_STATUS[error.status] ?? [undefined, ''];
  return code === undefined ? error : new AppError(code, message, { cause: error });
}
