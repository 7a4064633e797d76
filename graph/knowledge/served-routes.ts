import { createRoute } from '@hono/zod-openapi';
import { ReportPeriod, ServedPassages } from '../../contract/knowledge.js';
import type { Service } from '../../platform/http/create-service.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { AuthenticateStaff } from '../inbox/authenticate-staff.js';
import type { LoadServedReport } from './served-report.js';

const route = createRoute({
  method: 'get',
  path: '/v1/knowledge/served',
  tags: ['Knowledge'],
  security: [{ staff: [] }],
  summary: 'Which passages answers rested on, and whether those answers helped: what to rewrite next.',
  request: { query: ReportPeriod },
  responses: {
    200: { description: 'The passages', content: { 'application/json': { schema: ServedPassages } } },
    ...problemResponses('invalid-input', 'unauthenticated', 'forbidden', 'unavailable'),
  },
});

/** Adds `GET /v1/knowledge/served` for every role of the staff. */
export function addServedRoutes(
  app: Service,
  { authenticate, load }: { authenticate: AuthenticateStaff; load: LoadServedReport },
): void {
  app.openapi(route, async (c) => {
    const staff = await authenticate(c, 'agent', 'approver');
    return c.json({ passages: await load(staff, c.req.valid('query').days) }, 200);
  });
}
