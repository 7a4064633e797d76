import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionResult, ActionStatus } from '../../contract/action.js';
import { MessageView, type SessionView } from '../../contract/chat-api.js';
import { ApprovalView, type Inbox } from '../../contract/inbox.js';
import { signStaffToken } from '../../platform/auth/staff-token.js';
import { AppError } from '../../platform/errors.js';
import { createService, type Service } from '../../platform/http/create-service.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { openSupervisors, type TestSupervisors } from '../testing/open-supervisors.js';
import { addInbox } from './add-inbox.js';
import { type ApprovedAction, createCommitApproved } from './commit-approved.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const customer = 'C1002';

let house: TestSupervisors;
let replicas: Service[];
let agentIsDown = false;
const orders: ApprovedAction[] = [];
let session: string;

beforeAll(async () => {
  house = await openSupervisors();
  replicas = [1, 2].map(openReplica);
  const made = { method: 'POST', body: {}, status: 201, customer };
  session = (await house.json<SessionView>('/v1/sessions', made)).id;
});
afterAll(() => house.close());

/** Agents carry out under their own role; here they only end the proposal, as often as they are asked. */
async function carryOut(order: ApprovedAction): Promise<ActionResult> {
  orders.push(order);
  if (agentIsDown) throw new AppError('unavailable', 'The action was not carried out yet.');
  await house.world.pool.query(
    `update action_proposals set status = 'committed', result = 'It is refunded.', finished_at = now()
     where id = $1 and status = 'confirmed'`,
    [order.proposalId],
  );
  return { proposalId: order.proposalId, status: 'committed', text: 'It is refunded.' };
}

function openReplica(): Service {
  const app = createService({
    ...{ name: 'test', version: 'test', logger: createLogger({ name: 'test', level: 'silent' }) },
    openapi: { title: 'test', description: 'test' },
  });
  const database = house.world.database('switchboard_supervisor');
  const commit = createCommitApproved({
    database,
    commit: ({ identity, ...order }) =>
      carryOut({
        ...order,
        customerId: identity.level === 'anonymous' ? '' : identity.customerId,
        level: identity.level === 'step-up' ? 'step-up' : 'verified',
      }),
  });
  addInbox(app, { database, staffTokenSecret: SECRET, onApproved: commit });
  return app;
}

async function propose(id: string, ...steps: ActionStatus[]): Promise<void> {
  await house.world.pool.query(
    `insert into action_proposals (id, customer_id, session_id, turn_id, request_id, agent, tool, args, args_hash,
       summary, amount_cents, currency, approval, level, status, created_at, expires_at)
     values ($1, $2, $3, 't', 'r', 'order-management', 'return_items', '{}', 'h',
       '{"title":"Return the laptop","lines":["Refund of $899.00"]}', 89900, 'USD', 'staff', 'step-up', 'proposed',
       now(), now())`,
    [id, customer, session],
  );
  for (const step of steps)
    await house.world.pool.query(
      'update action_proposals set status = $2, decided_at = now() where id = $1',
      [id, step],
    );
}
const waits = (id: string) => propose(id, 'offered', 'waiting-for-staff');

type Role = 'agent' | 'approver' | 'admin';
async function decide(
  id: string,
  body: object,
  {
    role = 'approver',
    replica = 0,
    staffId = 'S1',
  }: { role?: Role; replica?: number; staffId?: string } = {},
): Promise<Response> {
  const token = await signStaffToken(SECRET, { staffId, role, expiresInSeconds: 60 });
  const response = await replicas[replica]?.request(`/v1/inbox/approvals/${id}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response === undefined) throw new Error('no such replica');
  return response;
}
const approve = { decision: 'approve' };
const reject = { decision: 'reject', note: 'The laptop was not sent back.' };
const ordersOf = (id: string) => orders.filter(({ proposalId }) => proposalId === id);
const told = async (id: string) => {
  const { messages } = await house.json<{ messages: MessageView[] }>(`/v1/sessions/${session}/messages`, {
    customer,
  });
  return messages
    .map((message) => MessageView.parse(message))
    .filter((message) => message.turnId === id)
    .map(({ role, text }) => [role, text]);
};
const statusOf = async (id: string) => {
  const { rows } = await house.world.pool.query('select * from action_proposals where id = $1', [id]);
  return rows[0];
};

describe('a write that needs approval', () => {
  it('is listed with what it would do', async () => {
    await waits('a-listed');
    await propose('a-offered', 'offered');
    const list = await house.json<{ approvals: unknown[] }>('/v1/inbox/approvals', { staff: 'S1' });
    const approvals = list.approvals.map((approval) => ApprovalView.parse(approval));
    expect(approvals.find(({ id }) => id === 'a-listed')).toMatchObject({
      ...{ customerId: customer, sessionId: session, status: 'waiting-for-staff' },
      summary: { title: 'Return the laptop' },
      amount: { cents: 89_900, currency: 'USD' },
    });
    expect(approvals.map(({ id }) => id)).not.toContain('a-offered');
    const inbox = await house.json<Inbox>('/v1/inbox', { staff: 'S1' });
    expect(inbox.approvals.map(({ id }) => id)).toContain('a-listed');
  });

  it('is carried out for the customer once it is approved, and both are told', async () => {
    await waits('a-approved');
    const answer = ApprovalView.parse(await (await decide('a-approved', approve)).json());
    expect(answer).toMatchObject({ status: 'committed', result: 'It is refunded.', staffId: 'S1' });
    expect(ordersOf('a-approved')).toMatchObject([
      { customerId: customer, level: 'step-up', agent: 'order-management', sessionId: session },
    ]);
    expect(await told('a-approved')).toEqual([
      ['staff', 'Return the laptop: a colleague has agreed, and it is being carried out.'],
      ['assistant', 'It is refunded.'],
    ]);
    expect(await statusOf('a-approved')).toMatchObject({ status: 'committed', staff_id: 'S1' });
  });

  it('changes nothing once it is rejected, and the customer is told why', async () => {
    await waits('a-rejected');
    expect(await (await decide('a-rejected', reject)).json()).toMatchObject({
      status: 'rejected',
      note: reject.note,
      result: expect.stringContaining('nothing was changed'),
    });
    expect(ordersOf('a-rejected')).toEqual([]);
    expect(await told('a-rejected')).toEqual([['staff', expect.stringContaining(reject.note)]]);
    expect((await decide('a-rejected', approve)).status).toBe(409);
    expect(ordersOf('a-rejected')).toEqual([]);
  });

  it('is decided by approvers and admins alone', async () => {
    await waits('a-roles');
    expect((await decide('a-roles', approve, { role: 'agent' })).status).toBe(403);
    expect(await statusOf('a-roles')).toMatchObject({ status: 'waiting-for-staff', staff_id: null });
    expect((await decide('a-roles', approve, { role: 'admin' })).status).toBe(200);
  });

  it('is decided once when twenty decide at once, and told once', async () => {
    await waits('a-race');
    const decisions = Array.from({ length: 20 }, (_, index) =>
      decide('a-race', index % 2 ? approve : reject, { replica: index % 2, staffId: `S${index}` }),
    );
    const answers = await Promise.all(decisions);
    const { status } = await statusOf('a-race');
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(10);
    expect(answers.filter((answer) => answer.status === 409)).toHaveLength(10);
    expect((await told('a-race')).filter(([role]) => role === 'staff')).toHaveLength(1);
    expect(ordersOf('a-race').length > 0).toBe(status === 'committed');
  });

  it('that was approved while its agent was down is carried out when it is approved again', async () => {
    await waits('a-down');
    agentIsDown = true;
    expect((await decide('a-down', approve)).status).toBe(503);
    expect(await statusOf('a-down')).toMatchObject({ status: 'confirmed', staff_id: 'S1' });
    const { approvals } = await house.json<{ approvals: ApprovalView[] }>('/v1/inbox/approvals', {
      staff: 'S1',
    });
    expect(approvals.map(({ id }) => id)).toContain('a-down');
    expect((await decide('a-down', reject)).status).toBe(409);
    agentIsDown = false;
    expect(await (await decide('a-down', approve)).json()).toMatchObject({ status: 'committed' });
    expect(await (await decide('a-down', approve)).json()).toMatchObject({ status: 'committed' });
    expect(await told('a-down')).toHaveLength(2);
  });

  it('is not found before the customer has confirmed it, or where there is none', async () => {
    await propose('a-early');
    await propose('a-open', 'offered');
    for (const id of ['a-early', 'a-open', 'a-none']) {
      expect((await decide(id, approve)).status, id).toBe(404);
    }
    await propose('a-declined', 'offered', 'declined');
    expect((await decide('a-declined', approve)).status).toBe(409);
  });

  it('is not decided by a body that decides nothing', async () => {
    await waits('a-bodies');
    for (const body of [{}, { decision: 'yes' }, { decision: 'approve', note: 'x'.repeat(501) }])
      expect((await decide('a-bodies', body)).status).toBe(400);
    expect(await statusOf('a-bodies')).toMatchObject({ status: 'waiting-for-staff' });
  });
});
