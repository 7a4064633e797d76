import { createRoute, z } from '@hono/zod-openapi';
import { Id } from '../../contract/ids.js';
import { ApprovalView, DecideApproval } from '../../contract/inbox.js';
import type { Service } from '../../platform/http/create-service.js';
import { jsonBody } from '../../platform/http/json-body.js';
import { problemResponses } from '../../platform/http/problem-responses.js';
import { formatTraceparent } from '../../platform/telemetry/trace-context.js';
import type { AuthenticateStaff } from './authenticate-staff.js';
import type { DecideApprovalOnce } from './decide-approval.js';
import type { InboxReader } from './inbox-reader.js';

const tags = ['Inbox'];
const security = [{ staff: [] }];

const list = createRoute({
  method: 'get',
  path: '/v1/inbox/approvals',
  tags,
  security,
  summary: 'Writes that customers have confirmed and that need approval, oldest first.',
  responses: {
    200: {
      description: 'The approvals',
      content: { 'application/json': { schema: z.object({ approvals: z.array(ApprovalView) }) } },
    },
    ...problemResponses('unauthenticated', 'forbidden', 'unavailable'),
  },
});

const decide = createRoute({
  method: 'post',
  path: '/v1/inbox/approvals/{proposalId}',
  tags,
  security,
  summary:
    'Approves or rejects a write, once. What is approved is carried out; the customer is told either way.',
  request: { params: z.object({ proposalId: Id }), body: jsonBody(DecideApproval) },
  responses: {
    200: {
      description: 'What became of it',
      content: { 'application/json': { schema: ApprovalView } },
    },
    ...problemResponses(
      'bad-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'conflict',
      'payload-too-large',
      'unsupported-media-type',
      'invalid-input',
      'rate-limited',
      'unavailable',
    ),
  },
});

/** Adds the staff's approvals. All of the staff see what waits; approvers decide it. */
export function addApprovalRoutes(
  app: Service,
  options: { authenticate: AuthenticateStaff; reader: InboxReader; decide: DecideApprovalOnce },
): void {
  const { authenticate, reader } = options;
  app.openapi(list, async (c) => {
    const staff = await authenticate(c, 'agent', 'approver');
    return c.json({ approvals: await reader.approvals(staff) }, 200);
  });
  app.openapi(decide, async (c) => {
    const staff = await authenticate(c, 'approver');
    const { proposalId } = c.req.valid('param');
    const traceparent = formatTraceparent(c.var.trace);
    const approval = await options.decide({ staff, proposalId, traceparent, ...c.req.valid('json') });
    c.var.logger.info(
      { staffId: staff.staffId, proposalId, status: approval.status },
      'staff decided a write',
    );
    return c.json(approval, 200);
  });
}
