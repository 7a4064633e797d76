import { createRoute } from '@hono/zod-openapi';
import { KnowledgeGaps, ReportPeriod } from '../../contract/knowledge.js';
import { loadGapReport } from '../../knowledge/gap-report.js';
import { groupGaps } from '../../knowledge/group-gaps.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import type { AddAgentRoutes } from '../define-agent.js';

const DAY_MS = 86_400_000;

/** Adds `GET /v1/knowledge/gaps` for the supervisor, which lets only the staff ask. What is reported names no customer. */
export const addGapRoutes: AddAgentRoutes = (app, { session, database, embedder, now }) => {
  const route = createRoute({
    middleware: session,
    method: 'get',
    path: '/v1/knowledge/gaps',
    tags: ['Knowledge'],
    security: [{ sessionToken: [] }],
    summary: 'What customers asked and the documents did not answer, grouped by meaning.',
    request: { query: ReportPeriod },
    responses: {
      200: { description: 'The gaps', content: { 'application/json': { schema: KnowledgeGaps } } },
      ...problemResponses('invalid-input', 'unauthenticated', 'unavailable'),
    },
  });
  app.openapi(route, async (c) => {
    const since = new Date(now().getTime() - c.req.valid('query').days * DAY_MS);
    const gaps = await loadGapReport(database, since, 200);
    return c.json({ gaps: await groupGaps(gaps, embedder, c.req.raw.signal) }, 200);
  });
};
