import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { CONTRACT_VERSION, CONTRACT_VERSION_HEADER } from '../../contract/version.js';
import { runInTrace } from '../telemetry/current-trace.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import { formatTraceparent, parseTraceparent } from '../telemetry/trace-context.js';
import type { AppEnv } from './app-env.js';
import { handleError } from './error-handler.js';

const FOREIGN_REQUEST_ID = /^[A-Za-z0-9_-]{1,64}$/;
const QUIET_PATHS = new Set(['/livez', '/readyz', '/metrics']);

/**
 * Gives every request its id, trace and logger, answers with them in headers, and writes one access line and one
 * measurement when the response has ended, however it ended. A foreign request id is taken over only if it is harmless.
 */
export function requestContext(options: { logger: Logger; metrics: Metrics }): MiddlewareHandler<AppEnv> {
  return async function requestContext(c, next) {
    const started = performance.now();
    const trace = parseTraceparent(c.req.header('traceparent'));
    const foreignId = c.req.header('x-request-id');
    const requestId = foreignId && FOREIGN_REQUEST_ID.test(foreignId) ? foreignId : randomUUID();
    c.set('trace', trace);
    c.set('requestId', requestId);
    c.set('logger', options.logger.child({ requestId, traceId: trace.traceId }));
    options.metrics.requestsInFlight.inc();
    try {
      await runInTrace(trace.traceId, next);
    } catch (thrown) {
      // Errors were answered by the handler already; this is for what was thrown without being one.
      c.res = handleError(thrown, c);
    }
    c.header('traceparent', formatTraceparent(trace));
    c.header('x-request-id', requestId);
    c.header(CONTRACT_VERSION_HEADER, CONTRACT_VERSION);
    whenEnded(c, (aborted) => {
      options.metrics.requestsInFlight.dec();
      recordRequest(c, options.metrics, performance.now() - started, aborted);
    });
  };
}

function whenEnded(c: Context<AppEnv>, record: (aborted: boolean) => void): void {
  const outgoing = c.env?.outgoing;
  if (outgoing === undefined) record(false);
  else if (outgoing.closed) record(!outgoing.writableFinished);
  else outgoing.once('close', () => record(!outgoing.writableFinished));
}

function recordRequest(c: Context<AppEnv>, metrics: Metrics, milliseconds: number, aborted: boolean): void {
  const { method, path } = c.req;
  const { status } = c.res;
  const route = matchedRoutes(c).findLast((matched) => matched.method !== 'ALL')?.path ?? 'unmatched';
  metrics.requestSeconds.observe({ method: knownMethod(method), route, status }, milliseconds / 1_000);
  const level = QUIET_PATHS.has(path) ? 'debug' : 'info';
  const line = {
    method,
    path: withoutForeignWords(path),
    status,
    milliseconds: Math.round(milliseconds * 10) / 10,
  };
  c.var.logger[level](aborted ? { ...line, aborted } : line, 'request');
}

/** Ours are words and ids; what needed encoding may be anything, and percent-encoded nothing would find it. */
function withoutForeignWords(path: string): string {
  return path
    .split('/')
    .map((segment) => (/^[\w.:-]{0,64}$/.test(segment) ? segment : '[redacted]'))
    .join('/');
}

function knownMethod(method: string): string {
  return /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method) ? method : 'other';
}
