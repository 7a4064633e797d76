import { Hono } from 'hono';
import type { MessageView } from '../../contract/chat-api.js';
import type { ApprovalView, DecideApproval, HandoffPackage, HandoffView } from '../../contract/inbox.js';
import type { Problem } from '../../contract/problem.js';
import { problemResponse } from './problem-response.js';

/** The staff token that the double takes. */
export const STAFF_TOKEN = 'token-of-noor';

/** The double of the staff's inbox. */
export interface MockInbox {
  routes: Hono;
  handoffs: Map<string, HandoffPackage>;
  approvals: Map<string, ApprovalView>;
  /** The next step or decision gets this answer. */
  refuseNext(problem: Problem): void;
}

/** The inbox of one member of the staff, who may do everything; it tells nobody of what is decided. */
export function createMockInbox(
  stored: { handoffs?: readonly HandoffPackage[]; approvals?: readonly ApprovalView[] } = {},
): MockInbox {
  const handoffs = new Map((stored.handoffs ?? []).map((each) => [each.id, each]));
  const approvals = new Map((stored.approvals ?? []).map((each) => [each.id, each]));
  const refusals: Problem[] = [];
  const routes = new Hono();

  routes.use('/v1/inbox/*', async (c, next) => {
    if (c.req.header('authorization') !== `Bearer ${STAFF_TOKEN}`) return problemResponse(NOT_STAFF);
    const refusal = c.req.method === 'POST' ? refusals.shift() : undefined;
    return refusal === undefined ? next() : problemResponse(refusal);
  });
  routes.get('/v1/inbox', (c) =>
    c.json({
      handoffs: [...handoffs.values()].filter(({ state }) => state !== 'closed').map(toView),
      approvals: [...approvals.values()].filter(({ status }) => status === 'waiting-for-staff'),
    }),
  );
  routes.get('/v1/inbox/handoffs/:id', (c) => {
    const handoff = handoffs.get(c.req.param('id'));
    return handoff === undefined ? problemResponse(NOT_FOUND) : c.json(handoff);
  });
  routes.post('/v1/inbox/handoffs/:id/messages', async (c) => {
    const handoff = handoffs.get(c.req.param('id'));
    if (handoff === undefined) return problemResponse(NOT_FOUND);
    const { text } = await c.req.json<{ text: string }>();
    const id = `staff-${handoff.transcript.length}`;
    const message: MessageView = { id, turnId: id, role: 'staff', text, createdAt: new Date().toISOString() };
    handoffs.set(handoff.id, { ...handoff, transcript: [...handoff.transcript, message] });
    return c.json(message, 201);
  });
  routes.post('/v1/inbox/handoffs/:id/:step', (c) => {
    const handoff = handoffs.get(c.req.param('id'));
    const change = STEPS.get(c.req.param('step'));
    if (handoff === undefined || change === undefined) return problemResponse(NOT_FOUND);
    handoffs.set(handoff.id, { ...handoff, ...change });
    return c.json(toView({ ...handoff, ...change }));
  });
  routes.post('/v1/inbox/approvals/:id', async (c) => {
    const approval = approvals.get(c.req.param('id'));
    if (approval === undefined) return problemResponse(NOT_FOUND);
    const { decision, note } = await c.req.json<DecideApproval>();
    const ended =
      decision === 'approve'
        ? { status: 'committed' as const, result: `Done: ${approval.summary.title}.` }
        : { status: 'rejected' as const };
    const decided = { ...approval, ...ended, staffId: 'noor', ...(note === undefined ? {} : { note }) };
    approvals.set(approval.id, decided);
    return c.json(decided);
  });

  return { routes, handoffs, approvals, refuseNext: (problem) => refusals.push(problem) };
}

const STEPS = new Map<string, Partial<HandoffView>>([
  ['claim', { state: 'person', staffId: 'noor' }],
  ['release', { state: 'closed', ending: 'released' }],
  ['close', { state: 'closed', ending: 'closed' }],
]);

function toView(handoff: HandoffPackage): HandoffView {
  const {
    facts: _facts,
    tried: _tried,
    proposals: _proposals,
    transcript: _,
    details: _details,
    ...view
  } = handoff;
  return view;
}

const problem = { type: 'about:blank' };
const NOT_STAFF: Problem = {
  ...problem,
  title: 'Not authenticated',
  status: 401,
  code: 'unauthenticated',
};
const NOT_FOUND: Problem = { ...problem, title: 'Not found', status: 404, code: 'not-found' };
