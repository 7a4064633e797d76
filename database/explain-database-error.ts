import { AppError } from '../platform/errors.js';
import { describeTlsError } from './tls-error.js';

/** What is wrong with reaching or preparing a database, and what an operator can do about it. */
export interface DatabaseTrouble {
  told: string;
  todo: string;
}

/** SQLSTATE of a server that is there but takes nobody: starting, stopping, full. */
const BUSY = /^(57P0[1-3]|53300)$/;
const NETWORK = /^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)/;
const NO_ANSWER = /timeout exceeded when trying to connect|Connection terminated/;

/** Undefined for what is no matter of the operator. No word of the driver is repeated: it may quote the URL. */
export function explainDatabaseError(error: unknown): DatabaseTrouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const trust = describeTlsError(error);
  if (trust !== undefined) return trust;
  const code = 'code' in error ? String(error.code) : '';
  if (code === '28P01' || code === '28000') {
    return { told: `the login was refused (${code})`, todo: 'look at user and password in DATABASE_URL' };
  }
  if (code === '3D000') {
    return { told: 'there is no such database (3D000)', todo: 'create it, then run: npm run setup' };
  }
  if (code === '42501') {
    const todo = 'run it with a user that may create roles, schemas and extensions';
    return { told: 'the user in DATABASE_URL may not do this (42501)', todo };
  }
  if (/extension "vector"/.test(error.message)) {
    return { told: `the server does not have pgvector (${code})`, todo: 'install pgvector on the server' };
  }
  if (BUSY.test(code)) {
    return { told: `the server takes no connection at the moment (${code})`, todo: 'try again shortly' };
  }
  if (NETWORK.test(code) || NO_ANSWER.test(error.message)) {
    const told = `it does not answer (${code === '' ? 'no connection in time' : code})`;
    return { told, todo: 'look at host and port in DATABASE_URL, and at the server' };
  }
  return undefined;
}

/** What a program that cannot go on without the database ends with: one line where the operator can do something. */
export function toStartError(error: unknown): unknown {
  const trouble = error instanceof AppError ? undefined : explainDatabaseError(error);
  if (trouble === undefined) return error;
  return new AppError('unavailable', `The database: ${trouble.told} -> ${trouble.todo}`, { cause: error });
}
