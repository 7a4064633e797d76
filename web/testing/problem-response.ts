import type { Problem } from '../../contract/problem.js';

/** A problem as the supervisor sends it. */
export function problemResponse(body: Problem, retryAfter?: number): Response {
  const headers = { 'Content-Type': 'application/problem+json' };
  const extra = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  return new Response(JSON.stringify(body), { status: body.status, headers: { ...headers, ...extra } });
}
