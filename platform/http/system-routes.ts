import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { CONTRACT_VERSION } from '../../contract/version.js';
import { AppError } from '../errors.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { AppEnv } from './app-env.js';
import { problemResponses } from './problem-responses.js';
import { createReadiness, type ReadinessChecks } from './readiness.js';

const tags = ['System'];
const Status = z.object({ status: z.string() });
const Readiness = z.object({ status: z.literal('ready'), checks: z.record(z.string(), z.string()) });
const Health = z.looseObject({
  name: z.string(),
  version: z.string(),
  contractVersion: z.string(),
  uptimeSeconds: z.number(),
});

const livez = createRoute({
  method: 'get',
  path: '/livez',
  tags,
  summary: 'The process runs. It depends on nothing else.',
  responses: { 200: { description: 'Alive', content: { 'application/json': { schema: Status } } } },
});

const readyz = createRoute({
  method: 'get',
  path: '/readyz',
  tags,
  summary: 'All that is needed to serve is there, and the process is not about to stop.',
  responses: {
    200: { description: 'Ready', content: { 'application/json': { schema: Readiness } } },
    ...problemResponses('unavailable'),
  },
});

const health = createRoute({
  method: 'get',
  path: '/health',
  tags,
  summary: 'What runs here: versions, uptime, and what the service says of itself.',
  responses: { 200: { description: 'Health', content: { 'application/json': { schema: Health } } } },
});

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  tags,
  summary: 'Prometheus metrics.',
  responses: { 200: { description: 'Metrics', content: { 'text/plain': { schema: z.string() } } } },
});

/** What the routes for operators need to know of their service. */
export interface SystemRoutesOptions {
  name: string;
  version: string;
  metrics: Metrics;
  readiness: ReadinessChecks;
  health: () => Record<string, unknown>;
}

/** Adds `/livez`, `/readyz`, `/health` and `/metrics`. While the process drains, `/readyz` is 503 and `/livez` is not. */
export function addSystemRoutes(app: OpenAPIHono<AppEnv>, options: SystemRoutesOptions): void {
  const startedAt = performance.now();
  const checkReadiness = createReadiness(options.readiness);
  app.openapi(livez, (c) => c.json({ status: 'alive' }, 200));
  app.openapi(readyz, async (c) => {
    if (c.env?.drain?.aborted) {
      throw new AppError('unavailable', 'The service is about to stop.', { retryAfterSeconds: 1 });
    }
    const checks = await checkReadiness();
    const missing = Object.entries(checks).filter(([, result]) => result !== 'ok');
    if (missing.length > 0) {
      throw new AppError('unavailable', 'Something that is needed to serve is not there; see errors.', {
        details: missing.map(([path, message]) => ({ path, message })),
        retryAfterSeconds: 1,
      });
    }
    return c.json({ status: 'ready' as const, checks }, 200);
  });
  app.openapi(health, (c) =>
    c.json(
      {
        ...options.health(),
        name: options.name,
        version: options.version,
        contractVersion: CONTRACT_VERSION,
        uptimeSeconds: Math.round((performance.now() - startedAt) / 1_000),
      },
      200,
    ),
  );
  app.openapi(metricsRoute, async (c) =>
    c.text(await options.metrics.render(), 200, { 'content-type': options.metrics.registry.contentType }),
  );
}
