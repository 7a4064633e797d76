import type { Context } from 'hono';
import { AppError } from '../errors.js';
import type { AppEnv } from './app-env.js';
import { problemResponse, toProblem } from './problem.js';
import { toAppError } from './to-app-error.js';

/** Answers any error as a problem. What is unknown goes to the log in full and to the caller without a word of it. */
export function handleError(thrown: unknown, c: Context<AppEnv>): Response {
  const error = toAppError(thrown);
  const problem = toProblem(error, c.var.trace.traceId);
  if (!(error instanceof AppError)) c.var.logger.error({ error }, 'unexpected error');
  else if (problem.status >= 500) c.var.logger.warn({ error }, error.message);
  const retryAfter = error instanceof AppError ? error.retryAfterSeconds : undefined;
  return problemResponse(problem, {
    ...(retryAfter === undefined ? {} : { 'retry-after': String(Math.ceil(retryAfter)) }),
    ...(problem.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  });
}
