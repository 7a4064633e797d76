import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ActionResult } from '../contract/action.js';
import { AgentReply } from '../contract/agent-reply.js';
import type { Identity } from '../contract/identity.js';
import { signSessionToken } from '../platform/auth/session-token.js';
import type { Service } from '../platform/http/create-service.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { decide } from '../tools/testing/decide.js';
import { openShop, SHOP_NOW, type Shop } from '../tools/testing/shop.js';
import { createAgentService } from './create-agent-service.js';
import { orderManagementAgent } from './order-management/agent.js';
import { ScriptedModel, type ScriptedRound } from './testing/scripted-model.js';

const SECRET = 'a secret of at least thirty-two characters';
const ADA: Identity = { level: 'verified', customerId: 'CA' };

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(() => shop.reset());
afterAll(() => shop.close());

const CANCEL: ScriptedRound[] = [
  { calls: [{ name: 'cancel_order', args: { order_id: 'SB-100001', reason: 'no longer needed' } }] },
  { text: ['I can cancel it; please confirm below.\n<outcome>answered</outcome>'] },
];

function serve(rounds: readonly ScriptedRound[] = CANCEL): Service {
  const context = shop.contextOf('switchboard_order_management', 'CA');
  return createAgentService(orderManagementAgent, {
    model: new ScriptedModel(rounds),
    modelDescription: 'scripted',
    ...{ database: context.database, knowledge: context.knowledge, embedder: context.embedder },
    logger: createLogger({ name: 'test', level: 'silent' }),
    version: 'test',
    sessionTokenSecret: SECRET,
    now: () => SHOP_NOW,
  });
}

async function bearer(more: { identity?: Identity; audience?: string; sessionId?: string } = {}) {
  const { identity = ADA, audience = 'order-management', sessionId = 's1' } = more;
  const token = await signSessionToken(SECRET, {
    ...{ identity, audience, sessionId, turnId: 't1', expiresInSeconds: 60 },
  });
  return `Bearer ${token}`;
}

async function ask(service: Service): Promise<AgentReply> {
  const response = await service.request('/v1/respond', {
    method: 'POST',
    headers: { authorization: await bearer(), 'content-type': 'application/json' },
    body: JSON.stringify({
      requestId: 'r1',
      request: 'Cancel SB-100001 please.',
      context: { sessionId: 's1', turnId: 't1', window: [], deadlineAt: '2099-01-01T00:00:00Z' },
    }),
  });
  expect(response.status).toBe(200);
  return AgentReply.parse(await response.json());
}

const commit = async (service: Service, id: string, more: Parameters<typeof bearer>[0] = {}) =>
  service.request(`/v1/actions/${id}`, { method: 'POST', headers: { authorization: await bearer(more) } });

const refunds = async () =>
  (
    await shop.pool.query(
      `select amount_cents from order_payments where order_id = 'SB-100001' and kind = 'refund'`,
    )
  ).rows;

async function proposeCancel(service: Service): Promise<string> {
  const [proposal] = (await ask(service)).proposals;
  if (proposal === undefined) throw new Error('nothing was proposed');
  return proposal.id;
}

describe('an agent with writes', () => {
  it('answers with what it proposes, says that it waits for the customer, and changes nothing', async () => {
    const reply = await ask(serve());
    expect(reply.outcome.status).toBe('needs-confirmation');
    expect(reply.proposals).toHaveLength(1);
    expect(reply.proposals[0]).toMatchObject({
      requestId: 'r1',
      agent: 'order-management',
      tool: 'cancel_order',
      summary: { title: 'Cancel order SB-100001' },
      amount: { cents: 21_400, currency: 'USD' },
    });
    expect(await refunds()).toEqual([]);
  });

  it('proposes the same thing when the supervisor asks the same request again', async () => {
    expect(await proposeCancel(serve())).toBe(await proposeCancel(serve()));
  });

  it('offers nothing when it fails to answer', async () => {
    const failing = [...CANCEL.slice(0, 1), { fails: new Error('gone') }];
    const reply = await ask(serve(failing));
    expect(reply.outcome.status).toBe('failed');
    expect(reply.proposals).toEqual([]);
  });

  it('does not call a mere claim a proposal', async () => {
    const reply = await ask(serve([{ text: ['Confirm it!\n<outcome>needs-confirmation</outcome>'] }]));
    expect(reply.outcome.status).toBe('answered');
  });
});

describe('POST /v1/actions/{proposalId}', () => {
  it('carries out what was confirmed, and gives every repetition and every replica the same answer', async () => {
    const service = serve();
    const id = await proposeCancel(service);
    await decide(shop, id);
    const responses = await Promise.all([service, serve(), service, serve()].map((each) => commit(each, id)));
    const bodies = await Promise.all(responses.map((response) => response.text()));
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(bodies).size).toBe(1);
    expect(ActionResult.parse(JSON.parse(bodies[0] ?? ''))).toMatchObject({
      proposalId: id,
      status: 'committed',
    });
    expect(await refunds()).toEqual([{ amount_cents: 21_400 }]);
    const metrics = await (await service.request('/metrics')).text();
    expect(metrics).toMatch(/^support_action_commits_total\{.*status="committed".*\} 2$/m);
  });

  it('refuses what was not confirmed', async () => {
    const service = serve();
    const response = await commit(service, await proposeCancel(service));
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({ code: 'conflict' });
  });

  it("has nothing for another customer, another session or a visitor, and no one else's token opens it", async () => {
    const service = serve();
    const id = await proposeCancel(service);
    await decide(shop, id);
    const bo: Identity = { level: 'verified', customerId: 'CB' };
    const unknown = await commit(service, '0'.repeat(32));
    expect(unknown.status).toBe(404);
    const body = stripTrace(await unknown.json());
    for (const more of [
      { identity: bo },
      { sessionId: 's2' },
      { identity: { level: 'anonymous' } as const },
    ]) {
      const response = await commit(service, id, more);
      expect(response.status).toBe(404);
      expect(stripTrace(await response.json())).toEqual(body);
    }
    expect((await commit(service, id, { audience: 'personalization' })).status).toBe(401);
    expect((await service.request(`/v1/actions/${id}`, { method: 'POST' })).status).toBe(401);
    expect(await refunds()).toEqual([]);
  });

  it('takes ids only', async () => {
    expect((await commit(serve(), 'no%00id')).status).toBe(400);
  });
});

function stripTrace(problem: unknown): unknown {
  return { ...(problem as Record<string, unknown>), instance: undefined };
}
