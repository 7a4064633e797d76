import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { signCustomerToken } from '../../../platform/auth/customer-token.js';
import { signSessionToken } from '../../../platform/auth/session-token.js';
import { signStaffToken } from '../../../platform/auth/staff-token.js';
import { openWorld, SECRET, type TestWorld } from '../../e2e/open-world.js';
import { type ApiCheck, createApiCheck } from '../harness/api-check.js';
import { hostileRequests } from '../harness/hostile-requests.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

/** Every operation is made to succeed once over real HTTP, then gets hostile requests; each answer is held against the document that the service serves. */
export const row: ConformanceRow = {
  id: 'H06',
  promise: 'what services answer is what their API documents say',
  async run(context) {
    const codes: string[] = [];
    const world = await openWorld({ codeSender: { send: async ({ code }) => void codes.push(code) } });
    context.defer(() => world.close());
    const check = createApiCheck();
    const bases = [world.supervisors[0] ?? '', ...Object.values(world.agents)];
    for (const base of bases) await check.learn(base);

    await playAgents(world, check);
    await playCustomer(world, check, codes);
    const unseen = check.unseen();
    for (const operation of unseen) context.say(`never succeeded: ${operation}`);

    const token = await world.tokenOf('C1002');
    for (const base of bases) {
      const paths = check.pathsOf(base);
      const sample = fc.sample(hostileRequests(paths, [token]), {
        numRuns: context.pick(1_000, 60),
        seed: 7,
      });
      for (const { method, path, headers, body } of sample) {
        if (method === 'HEAD' || method === 'OPTIONS' || method === 'PROPFIND') continue;
        await check.send(`${base}${path}`, {
          method,
          headers,
          ...(method === 'GET' ? {} : { body: body ?? null }),
        });
      }
    }
    for (const violation of new Set(check.violations)) context.say(violation);
    return [
      exactly('operations that never succeeded', unseen.length, 0),
      exactly('answers that the document does not say', check.violations.length, 0),
      atLeast('answers compared', check.compared, context.pick(3_000, 200)),
    ];
  },
};

async function playAgents(world: TestWorld, check: ApiCheck): Promise<void> {
  const identity = { level: 'verified', customerId: 'C1001' } as const;
  for (const [audience, base] of Object.entries(world.agents)) {
    for (const path of ['/livez', '/readyz', '/health', '/metrics', '/.well-known/agent-card.json']) {
      await check.send(`${base}${path}`);
    }
    const grant = { identity, sessionId: 's1', turnId: 't1', audience, expiresInSeconds: 600 };
    const authorization = `Bearer ${await signSessionToken(SECRET, grant)}`;
    const body = JSON.stringify({
      requestId: 'r1',
      request: 'hello',
      context: { sessionId: 's1', turnId: 't1', window: [], deadlineAt: new Date(Date.now() + 60_000) },
    });
    for (const accept of ['application/json', 'text/event-stream']) {
      const headers = { authorization, accept, 'content-type': 'application/json' };
      await check.send(`${base}/v1/respond`, { method: 'POST', headers, body });
    }
    await check.send(`${base}/v1/respond`, { method: 'POST', body });
  }
}

async function playCustomer(world: TestWorld, check: ApiCheck, codes: readonly string[]): Promise<void> {
  const base = world.supervisors[0] ?? '';
  const call = async (method: string, path: string, { token, body, accept }: Call = {}) => {
    const { text } = await check.send(`${base}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accept === undefined ? {} : { accept }),
        'idempotency-key': randomUUID(),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return text.startsWith('{') ? JSON.parse(text) : text;
  };
  for (const path of ['/livez', '/readyz', '/health', '/metrics', '/v1/demo/customers'])
    await call('GET', path);
  await call('POST', '/v1/demo/token', { body: { customerId: 'C1001' } });
  const token = await world.tokenOf('C1005');
  const staff = await signStaffToken(SECRET, { staffId: 'S1', role: 'approver', expiresInSeconds: 600 });

  const { id } = await call('POST', '/v1/sessions', { token, body: {} });
  const say = (text: string, accept = 'text/event-stream') =>
    call('POST', `/v1/sessions/${id}/messages`, { token, body: { text }, accept });
  await say('Where is my order SB-100014?', 'application/json');
  const events: string = await say('I would like to return the laptop from SB-100014');
  const proposal = /"proposal":\{"id":"(\w+)".*?"argsHash":"(\w+)"/.exec(events);
  const turnId = /"turnId":"([\w-]+)"/.exec(events)?.[1];
  await call('GET', `/v1/sessions/${id}/turns/${turnId}/events`, { token });
  await call('POST', `/v1/sessions/${id}/turns/${turnId}/cancel`, { token });
  await call('POST', `/v1/sessions/${id}/turns/${turnId}/feedback`, { token, body: { helpful: true } });
  await call('GET', `/v1/sessions/${id}/actions`, { token });
  const decision = { decision: 'confirm', argsHash: proposal?.[2] };
  await call('POST', `/v1/sessions/${id}/actions/${proposal?.[1]}`, { token, body: decision });
  await call('GET', '/v1/inbox/approvals', { token: staff });
  for (const report of ['gaps', 'served']) await call('GET', `/v1/knowledge/${report}`, { token: staff });
  await call('POST', `/v1/inbox/approvals/${proposal?.[1]}`, { token: staff, body: { decision: 'approve' } });

  for (const ending of ['release', 'close']) {
    await say('I want to talk to a human being, please');
    const { handoffs } = await call('GET', '/v1/inbox', { token: staff });
    const handoff = `/v1/inbox/handoffs/${handoffs[0]?.id}`;
    await call('GET', handoff, { token: staff });
    await call('POST', `${handoff}/claim`, { token: staff });
    await call('POST', `${handoff}/messages`, { token: staff, body: { text: 'I am looking into it.' } });
    await call('POST', `${handoff}/${ending}`, { token: staff });
  }
  await commitAgain(world, check, { sessionId: id, proposalId: proposal?.[1] ?? '' });
  await call('GET', '/v1/sessions', { token });
  await call('GET', `/v1/sessions/${id}`, { token });
  await call('GET', `/v1/sessions/${id}/messages`, { token });
  await call('POST', '/v1/events', { token, body: { kind: 'search', query: 'laptop' } });
  await call('POST', '/v1/verification', { token });
  await call('POST', '/v1/verification/confirm', { token, body: { code: codes.at(-1) } });
  await call('DELETE', `/v1/sessions/${id}`, { token });
  await call('DELETE', '/v1/me/conversations', { token });
  const stepUp = { customerId: 'C1005', level: 'step-up', expiresInSeconds: 600 } as const;
  await call('DELETE', '/v1/me', { token: await signCustomerToken(SECRET, stepUp) });
}

/** The agent answers a committed proposal as it did the first time. */
async function commitAgain(
  world: TestWorld,
  check: ApiCheck,
  { sessionId, proposalId }: Committed,
): Promise<void> {
  const audience = 'order-management';
  const identity = { level: 'verified', customerId: 'C1005' } as const;
  const grant = { identity, sessionId, turnId: 't1', audience, expiresInSeconds: 600 };
  const authorization = `Bearer ${await signSessionToken(SECRET, grant)}`;
  const url = `${world.agents[audience]}/v1/actions/${proposalId}`;
  await check.send(url, { method: 'POST', headers: { authorization } });
}

interface Committed {
  sessionId: string;
  proposalId: string;
}

interface Call {
  token?: string;
  body?: object;
  accept?: string;
}
