import { request } from 'node:http';
import type { Pool } from 'pg';
import { signStaffToken } from '../../../platform/auth/staff-token.js';
import { startChat } from '../../e2e/chat-client.js';
import { SECRET } from '../../e2e/open-world.js';
import type { BedrockScript } from '../../helpers/bedrock/script.js';
import type { Canaries } from './canaries.js';

/** The system that canaries are sent through. */
export interface LeakWorld {
  supervisor: string;
  agents: Readonly<Record<string, string>>;
  pool: Pool;
  canaries: Canaries;
  token: string;
  customerId: string;
  /** What every model answers from now on; undefined for what it would say. */
  setFault(script: BedrockScript | undefined): void;
}

/** Walks it, and gives the errors that the caller was told; throws when the path was not there to be walked. */
type LeakPath = (world: LeakWorld) => Promise<string>;

/** Every way by which a secret or something personal gets into the system. */
export const LEAK_PATHS: Readonly<Record<string, LeakPath>> = {
  'a message': (world) => say(world, `Where is my order SB-100001? By the way, ${world.canaries.text}`),
  'a note of an order': async (world) => {
    const { customerId, canaries } = world;
    await update(world, 'update orders set note = $2 where customer_id = $1', [customerId, canaries.text]);
    return say(world, 'Where is my order SB-100001?');
  },
  'a fault of a tool': async (world) => {
    const { canaries } = world;
    world.setFault({
      calls: [{ name: 'get_order', input: { order_id: canaries.text, [canaries.text]: 1 } }],
    });
    return say(world, 'Where is my order SB-100001?').finally(() => world.setFault(undefined));
  },
  'a fault of a model': async (world) => {
    world.setFault({ fail: 'ValidationException', status: 400, message: world.canaries.text });
    return say(world, `Where is my order SB-100001? ${world.canaries.text}`).finally(() =>
      world.setFault(undefined),
    );
  },
  'an error of the database': async (world) => {
    await world.pool.query("alter table messages add constraint leak check (role <> 'customer') not valid");
    try {
      return await say(world, `Where is my order SB-100001? ${world.canaries.text}`);
    } finally {
      await world.pool.query('alter table messages drop constraint leak');
    }
  },
  'a change of address': (world) => say(world, `Change the address of SB-100001 to ${world.canaries.text}`),
  'a one-time code that cannot be sent': async (world) => {
    const response = await call(world, '/v1/verification', { method: 'POST' });
    return refused(response);
  },
  'a wrong one-time code': async (world) =>
    refused(await call(world, '/v1/verification/confirm', post({ code: world.canaries.text }))),
  'a handover and its reason': (world) =>
    say(world, `I want to talk to a person because ${world.canaries.text}`),
  'a word of the staff': async (world) => {
    const { rows } = await world.pool.query('select id from handoffs where customer_id = $1', [
      world.customerId,
    ]);
    const staff = await signStaffToken(SECRET, { staffId: 'S1', role: 'agent', expiresInSeconds: 600 });
    const path = `/v1/inbox/handoffs/${rows[0]?.id}`;
    const claimed = await call({ ...world, token: staff }, `${path}/claim`, { method: 'POST' });
    if (claimed.status !== 200)
      throw new Error(`no handover to claim: ${claimed.status} ${await claimed.text()}`);
    const said = await call(
      { ...world, token: staff },
      `${path}/messages`,
      post({ text: world.canaries.text }),
    );
    if (said.status !== 201) throw new Error(`not said: ${said.status} ${await said.text()}`);
    return '';
  },
  'JSON that is none': async (world) =>
    refused(await call(world, '/v1/sessions', { method: 'POST', body: `{"locale":"${world.canaries.text}` })),
  'a path and a query': async (world) => {
    const text = encodeURIComponent(world.canaries.text);
    return refused(await call(world, `/v1/sessions/${text}/messages?token=${text}`));
  },
  headers: async (world) => {
    const { canaries } = world;
    const names = ['user-agent', 'referer', 'x-request-id', 'cookie', 'x-forwarded-for', 'idempotency-key'];
    const headers = Object.fromEntries(names.map((name) => [name, canaries.text]));
    return rawGet(`${world.supervisor}/v1/sessions`, {
      ...headers,
      authorization: `Bearer ${canaries.bearer}`,
    });
  },
  'headers of a trace': (world) => {
    const headers = ['traceparent', 'tracestate', 'baggage'].map((name) => [name, world.canaries.text]);
    return rawGet(`${world.supervisor}/v1/none`, Object.fromEntries(headers));
  },
};

/** A turn; its answer may quote the customer, its error may not. */
async function say({ supervisor, token }: LeakWorld, text: string): Promise<string> {
  const chat = await startChat(supervisor, token);
  const response = await fetch(`${supervisor}/v1/sessions/${chat.sessionId}/messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ text }),
  });
  const body = await response.text();
  if (response.status !== 200) return body;
  return body
    .split('\n')
    .filter((line) => /^data:.*"type":"(?:error|turn-interrupted)"/.test(line))
    .join('\n');
}

const post = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

function call({ supervisor, token }: LeakWorld, path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${supervisor}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
}

async function refused(response: Response): Promise<string> {
  const body = await response.text();
  if (response.status < 400)
    throw new Error(`taken, though it should be refused: ${response.status} ${body}`);
  return body;
}

/** A client that sends headers as they are. */
function rawGet(url: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => resolve(`${JSON.stringify(response.headers)} ${body}`));
    })
      .on('error', reject)
      .end();
  });
}

async function update({ pool }: LeakWorld, statement: string, values: string[]): Promise<void> {
  const { rowCount } = await pool.query(statement, values);
  if (rowCount === 0) throw new Error('there was nothing to change');
}
