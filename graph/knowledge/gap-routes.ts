import { createRoute } from '@hono/zod-openapi';
import { KnowledgeGaps, ReportPeriod } from '../../contract/knowledge.js';
import { signSessionToken } from '../../platform/auth/session-token.js';
import { AppError } from '../../platform/errors.js';
import type { Service } from '../../platform/http/create-service.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import { isCalleeFault } from '../../platform/resilience/is-callee-fault.js';
import { formatTraceparent } from '../../platform/telemetry/trace-context.js';
import type { AgentGuards } from '../agents/agent-guards.js';
import type { AgentWire } from '../agents/call-agent.js';
import type { AuthenticateStaff } from '../inbox/authenticate-staff.js';

/** The agent that searches the documents and knows what they lack. */
const AGENT = 'troubleshooting';

const route = createRoute({
  method: 'get',
  path: '/v1/knowledge/gaps',
  tags: ['Knowledge'],
  security: [{ staff: [] }],
  summary: 'What customers asked and the documents did not answer, grouped by meaning: what to write next.',
  request: { query: ReportPeriod },
  responses: {
    200: { description: 'The gaps', content: { 'application/json': { schema: KnowledgeGaps } } },
    ...problemResponses('invalid-input', 'unauthenticated', 'forbidden', 'unavailable'),
  },
});

interface GapRoutesOptions {
  authenticate: AuthenticateStaff;
  wire: AgentWire;
  guards: AgentGuards;
}

/** Adds `GET /v1/knowledge/gaps` for every role of the staff. The agent is asked over HTTP, behind its guard. */
export function addGapRoutes(app: Service, { authenticate, wire, guards }: GapRoutesOptions): void {
  app.openapi(route, async (c) => {
    await authenticate(c, 'agent', 'approver');
    const identity = { level: 'anonymous' } as const;
    const grant = { identity, sessionId: 'staff', turnId: 'report', audience: AGENT, expiresInSeconds: 60 };
    const token = await signSessionToken(wire.sessionTokenSecret, grant);
    const { days } = c.req.valid('query');
    const gaps = await guards.run<KnowledgeGaps>(
      AGENT,
      async ({ address, signal }) => {
        const response = await wire.http.fetch(`${wire.urls[AGENT]}/v1/knowledge/gaps?days=${days}`, {
          address,
          headers: { authorization: `Bearer ${token}`, traceparent: formatTraceparent(c.var.trace) },
          signal,
        });
        if (response.status === 200) return KnowledgeGaps.parse(await response.json());
        await response.body?.cancel();
        throw new AppError('unavailable', 'The report cannot be made right now. Please try again.', {
          retryAfterSeconds: 2,
        });
      },
      { signal: c.req.raw.signal, mayRetry: isCalleeFault },
    );
    return c.json(gaps, 200);
  });
}
