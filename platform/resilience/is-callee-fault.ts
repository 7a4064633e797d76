import { AppError } from '../errors.js';
import { ERROR_STATUS } from '../http/error-status.js';

/**
 * Whether an error speaks against the callee. What the caller did wrong (a 4xx) and the caller's own abort do not; a
 * deadline that passed, a broken connection and anything unknown do.
 */
export function isCalleeFault(error: unknown): boolean {
  if (error instanceof AppError) return ERROR_STATUS[error.code].status >= 500;
  return !(error instanceof Error && error.name === 'AbortError');
}
