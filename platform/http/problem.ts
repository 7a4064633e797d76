import type { Problem } from '../../contract/problem.js';
import { AppError } from '../errors.js';
import { ERROR_STATUS } from './error-status.js';

/** The media type of every error that is sent. */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** An error as the caller may see it. Only an AppError tells its message; anything else is `internal` without text. */
export function toProblem(error: unknown, traceId: string): Problem {
  const known = error instanceof AppError ? error : undefined;
  const code = known?.code ?? 'internal';
  const { status, title, type = `urn:switchboard:problem:${code}` } = ERROR_STATUS[code];
  return {
    type,
    title,
    status,
    ...(known === undefined ? {} : { detail: known.message }),
    instance: traceId,
    code,
    ...(known === undefined || known.details.length === 0 ? {} : { errors: [...known.details] }),
    ...(known === undefined || known.violatedPolicies.length === 0
      ? {}
      : { 'violated-policies': [...known.violatedPolicies] }),
  };
}

/** A problem as a whole response: media type, `Retry-After` where waiting helps, and never cached. */
export function problemResponse(problem: Problem, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': PROBLEM_MEDIA_TYPE, 'cache-control': 'no-store', ...headers },
  });
}
