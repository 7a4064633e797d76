import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AGENT_CARDS } from '../agents/registry.js';
import { MessageView, SessionView } from '../contract/chat-api.js';
import type { TurnEvent } from '../contract/events.js';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { signCustomerToken } from '../platform/auth/customer-token.js';
import { createHttpClient, type HttpClient } from '../platform/http/http-client.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { createCheckpoints, setUpCheckpoints } from './checkpoints.js';
import { createSupervisorService, type Supervisor } from './create-supervisor-service.js';
import type { Assignment } from './state.js';
import { type AgentScript, readTurn, startScriptedAgent, wordsOf } from './testing.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
const BOTH: Assignment[] = [
  { requestId: 'r1', agent: 'order-management', request: 'where is it' },
  { requestId: 'r2', agent: 'troubleshooting', request: 'it is dead' },
];

const Messages = z.object({ messages: z.array(MessageView) });
const Sessions = z.object({ sessions: z.array(SessionView) });

const scripts: Record<string, AgentScript> = {};
let plan: Assignment[] = BOTH;
let world: TestDatabase;
let http: HttpClient;
let agents: Awaited<ReturnType<typeof startScriptedAgent>>[];
let replicas: Supervisor[];

beforeAll(async () => {
  world = await openTestDatabase();
  await world.pool.query(`insert into customers (id, first_name, last_name, email, phone, tier, locale, created_at)
    select 'T' || n, 'Tess', 'Ter', 't' || n || '@example.test', '1', 'standard', 'en-US', now() from generate_series(1, 2) n`);
  http = createHttpClient();
  agents = await Promise.all(
    ['order-management', 'troubleshooting'].map((id) =>
      startScriptedAgent(id, (...args) => (scripts[id] ?? reply(id))(...args)),
    ),
  );
  const logger = createLogger({ name: 'supervisor', level: 'silent' });
  const checkpoints = createCheckpoints(world.pool, { secret: SECRET, logger });
  await setUpCheckpoints(world.pool);
  replicas = [1, 2].map(() =>
    createSupervisorService({
      cards: AGENT_CARDS,
      agentUrls: Object.fromEntries(agents.map(({ id, url }) => [id, url])),
      understand: async () => plan,
      database: world.database('switchboard_supervisor'),
      checkpoints,
      http,
      logger,
      version: 'test',
      sessionTokenSecret: SECRET,
      customerTokenSecret: SECRET,
      staffTokenSecret: SECRET,
      agentTimeoutMs: 2_000,
      agentStartTimeoutMs: 2_000,
      turnTimeoutMs: 5_000,
      health: {},
      demoLogin: true,
    }),
  );
});
afterAll(async () => {
  await Promise.all(agents.map((agent) => agent.close()));
  await http.close();
  await world.close();
});
beforeEach(() => {
  plan = BOTH;
  for (const id of Object.keys(scripts)) delete scripts[id];
});

const reply =
  (text: string): AgentScript =>
  async () => ({ text: `${text}.` });
const bearer = async (customerId: string) =>
  `Bearer ${await signCustomerToken(SECRET, { customerId, level: 'verified', expiresInSeconds: 60 })}`;

async function call(
  path: string,
  init: {
    method?: string;
    body?: object;
    customer?: string;
    accept?: string;
    replica?: number;
    signal?: AbortSignal;
  } = {},
) {
  const { method = 'GET', body, customer = 'T1', accept = 'text/event-stream', replica = 0, signal } = init;
  const headers: Record<string, string> = { accept, authorization: await bearer(customer) };
  if (body !== undefined) headers['content-type'] = 'application/json';
  const supervisor = replicas[replica];
  if (supervisor === undefined) throw new Error('no such replica');
  return supervisor.app.request(path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  });
}
async function newSession(): Promise<string> {
  const response = await call('/v1/sessions', { method: 'POST', body: {} });
  expect(response.status).toBe(201);
  return SessionView.parse(await response.json()).id;
}
const say = (session: string, text: string, replica = 0) =>
  call(`/v1/sessions/${session}/messages`, { method: 'POST', body: { text }, replica });
const last = (events: readonly TurnEvent[]) => events.at(-1);

describe('a turn', () => {
  it('streams both parts in the order asked and ends with both outcomes', async () => {
    const events = await readTurn(await say(await newSession(), 'both please'));
    expect(events[0]).toMatchObject({
      type: 'turn-start',
      requests: [{ agent: 'order-management' }, { agent: 'troubleshooting' }],
    });
    expect(wordsOf(events)).toBe('order-management.\n\ntroubleshooting.');
    expect(last(events)).toMatchObject({
      type: 'turn-end',
      missing: [],
      outcomes: [{ status: 'answered' }, { status: 'answered' }],
    });
  });

  it('names the part of an agent that is not there', async () => {
    plan = [BOTH[0] as Assignment, { requestId: 'r2', agent: 'personalization', request: 'my address' }];
    const events = await readTurn(await say(await newSession(), 'both please'));
    expect(wordsOf(events)).toMatch(/^order-management\.\n\nI could not get the part about your account/);
    expect(last(events)).toMatchObject({
      outcomes: [{ status: 'answered' }, { status: 'failed' }],
      missing: [{ agent: 'personalization', hint: expect.any(String) }],
    });
  });

  it('answers with one JSON document where that is asked for', async () => {
    const session = await newSession();
    const response = await call(`/v1/sessions/${session}/messages`, {
      method: 'POST',
      body: { text: 'hi' },
      accept: 'application/json',
    });
    expect(await response.json()).toMatchObject({
      text: 'order-management.\n\ntroubleshooting.',
      outcomes: [{}, {}],
    });
  });

  it('gives the next turn, on another replica, what was said and found before', async () => {
    const session = await newSession();
    scripts['order-management'] = async () => ({
      text: 'Found it.',
      facts: [{ kind: 'order', id: 'SB-100001', label: 'kettle', agent: 'order-management' }],
    });
    await readTurn(await say(session, 'first message', 0));
    await readTurn(await say(session, 'second message', 1));
    const request = agents[0]?.requests.at(-1);
    expect(request?.context.window.map(({ role, text }) => `${role}: ${text}`)).toEqual([
      'customer: first message',
      'assistant: Found it.\n\ntroubleshooting.',
    ]);
    expect(request?.context.facts).toEqual([
      { kind: 'order', id: 'SB-100001', label: 'kettle', agent: 'order-management' },
    ]);
  });

  it('lets one turn at a time have a session, over both replicas', async () => {
    const session = await newSession();
    let finish = (): void => {};
    const reached = new Promise<void>((arrived) => {
      scripts['order-management'] = async (request, send) => {
        await send({ type: 'text-delta', requestId: request.requestId, text: 'It is ' });
        setTimeout(arrived, 250);
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
        return { text: 'done.' };
      };
    });
    const first = await say(session, 'one', 0);
    await reached;
    const second = await say(session, 'two', 1);
    expect(second.status).toBe(409);
    expect(second.headers.get('retry-after')).toBe('2');
    expect(await second.json()).toMatchObject({ code: 'turn-running' });
    finish();
    expect(last(await readTurn(first))?.type).toBe('turn-end');
    expect((await say(session, 'three', 1)).status).toBe(200);
  });

  it('stops the agents when the client goes away, and keeps what was shown', async () => {
    const session = await newSession();
    const stopped = new Promise<void>((resolve) => {
      scripts['order-management'] = async (request, send, signal) => {
        await send({ type: 'text-delta', requestId: request.requestId, text: 'It is on ' });
        await new Promise((done) => signal.addEventListener('abort', done, { once: true }));
        resolve();
        throw signal.reason;
      };
    });
    const leaving = new AbortController();
    const response = await call(`/v1/sessions/${session}/messages`, {
      method: 'POST',
      body: { text: 'hm' },
      signal: leaving.signal,
    });
    const reader = response.body?.getReader();
    for (let text = ''; !text.includes('It is'); )
      text += new TextDecoder().decode((await reader?.read())?.value);
    leaving.abort();
    await stopped;
    await replicas[0]?.engine.idle();
    const { messages } = Messages.parse(await (await call(`/v1/sessions/${session}/messages`)).json());
    expect(messages[1]).toMatchObject({
      role: 'assistant',
      outcomes: [{ status: 'failed', reason: 'interrupted' }, {}],
    });
    expect(messages[1]?.text).toMatch(/^It is on/);
    expect((await say(session, 'again')).status).toBe(200);
  });

  it('ends with an error, and not with silence, when its answer cannot be stored', async () => {
    const session = await newSession();
    scripts['order-management'] = async () => {
      await world.pool.query('alter table messages rename to messages_away');
      return { text: 'Never stored.' };
    };
    try {
      const end = last(await readTurn(await say(session, 'one')));
      expect(end).toMatchObject({ type: 'error', problem: { status: 500, code: 'internal' } });
      expect(JSON.stringify(end)).not.toContain('messages');
    } finally {
      await world.pool.query('alter table messages_away rename to messages');
    }
  });

  it('keeps checkpoints to a handful and every message once, however long the conversation', async () => {
    const session = await newSession();
    for (let turn = 0; turn < 12; turn += 1) await readTurn(await say(session, `message ${turn}`, turn % 2));
    await Promise.all(replicas.map(({ engine }) => engine.idle()));
    const { rows } = await world.pool.query(
      `select (select count(*) from checkpoints.checkpoints where thread_id = $1)::int as checkpoints,
        (select count(*) from checkpoints.checkpoint_writes where thread_id = $1)::int as writes,
        (select count(*) from checkpoints.checkpoint_blobs where thread_id = $1)::int as blobs,
        (select count(*) from messages where session_id = $1)::int as messages`,
      [session],
    );
    expect(rows[0]).toMatchObject({ checkpoints: 1, writes: 0, messages: 24 });
    expect(rows[0].blobs).toBeLessThanOrEqual(10);
    expect(agents[0]?.requests.at(-1)?.context.window).toHaveLength(10);
    expect(agents[0]?.requests.at(-1)?.context.summary).toContain('customer: message 0');
  });
});

describe('sessions', () => {
  it('are listed, read and deleted by their customer only; to others they do not exist', async () => {
    const session = await newSession();
    await readTurn(await say(session, 'Where is my kettle?'));
    const { sessions } = Sessions.parse(await (await call('/v1/sessions')).json());
    expect(sessions[0]).toMatchObject({ id: session, title: 'Where is my kettle?' });
    for (const path of [`/v1/sessions/${session}`, `/v1/sessions/${session}/messages`]) {
      expect((await call(path, { customer: 'T2' })).status).toBe(404);
      expect((await call(path)).status).toBe(200);
    }
    expect(
      (
        await call(`/v1/sessions/${session}/messages`, {
          method: 'POST',
          body: { text: 'x' },
          customer: 'T2',
        })
      ).status,
    ).toBe(404);
    expect((await call(`/v1/sessions/${session}`, { method: 'DELETE', customer: 'T2' })).status).toBe(404);
    expect((await call(`/v1/sessions/${session}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call(`/v1/sessions/${session}`)).status).toBe(404);
  });

  it('are refused to a customer that the shop does not know', async () => {
    const response = await call('/v1/sessions', { method: 'POST', body: {}, customer: 'Nobody' });
    expect(response.status).toBe(403);
  });
});

describe('browsing events', () => {
  it('are kept for the customer of the token; an unknown product is not found', async () => {
    expect(
      (await call('/v1/events', { method: 'POST', body: { kind: 'search', query: 'kettle' } })).status,
    ).toBe(202);
    expect(
      (await call('/v1/events', { method: 'POST', body: { kind: 'view', productId: 'no-such-thing' } }))
        .status,
    ).toBe(404);
    expect((await call('/v1/events', { method: 'POST', body: { kind: 'view' } })).status).toBe(400);
    const { rows } = await world.pool.query('select customer_id, kind, query from browsing_events');
    expect(rows).toEqual([{ customer_id: 'T1', kind: 'search', query: 'kettle' }]);
  });
});
