import { AppError } from '../platform/errors.js';
import { describeTlsError } from './tls-error.js';

/** SQLSTATE classes and codes that say the server, not the statement, is the trouble: connection, resources, shutdown, deadlock. */
const UNAVAILABLE = /^(08|53|57P|25P03|40001|40P01)/;
const NETWORK = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** The driver reports these without a code. */
const DRIVER_MESSAGES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|not queryable/;

/** Turns what the driver threw into what a caller may see; an error of the statement itself is returned as it is. */
export function toDatabaseError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === '57014') {
    return new AppError('deadline-exceeded', 'The database took too long.', { cause: error });
  }
  const outage = UNAVAILABLE.test(code) || NETWORK.has(code) || DRIVER_MESSAGES.test(error.message);
  if (outage || describeTlsError(error) !== undefined) {
    return new AppError('unavailable', 'The database is not available right now.', {
      cause: error,
      retryAfterSeconds: 1,
    });
  }
  return error;
}
