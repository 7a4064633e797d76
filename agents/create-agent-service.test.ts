import { Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ServedAgentCard } from '../contract/agent-card.js';
import { AgentReply } from '../contract/agent-reply.js';
import { AgentEvent } from '../contract/events.js';
import type { Identity } from '../contract/identity.js';
import { signSessionToken } from '../platform/auth/session-token.js';
import { readEvents } from '../platform/http/read-events.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { defineTool } from '../tools/tool.js';
import type { AgentServiceDependencies } from './agent-service-dependencies.js';
import { createAgentService } from './create-agent-service.js';
import { defineAgent } from './define-agent.js';
import { ScriptedModel, type ScriptedRound } from './testing/scripted-model.js';

const secret = 'a secret of at least thirty-two characters';
const logs: string[] = [];
const seen: Identity[] = [];

const whoAmI = defineTool({
  name: 'who_am_i',
  description: 'Tells who asks.',
  kind: 'read',
  access: 'verified',
  input: z.object({}),
  run: async (_input, { identity }) => {
    seen.push(identity);
    return { ok: true, data: {} };
  },
});

const definition = defineAgent({
  card: {
    id: 'test-agent',
    name: 'Test',
    topic: 'tests',
    purpose: 'Tests.',
    port: 1,
    examples: ['a', 'b', 'c'],
    unavailableHint: 'b',
  },
  prompt: 'You are a test.',
  tools: [whoAmI],
  playbook: { intents: [], next: () => ({ say: '', outcome: 'answered' }) },
});

function serve(rounds: readonly ScriptedRound[], ping: () => Promise<void> = async () => {}) {
  const refuse = () => Promise.reject(new Error('not in this test'));
  const destination = new Writable({
    write(line, _encoding, done) {
      logs.push(String(line));
      done();
    },
  });
  const dependencies: AgentServiceDependencies = {
    model: new ScriptedModel(rounds),
    modelDescription: 'scripted',
    database: { transaction: refuse, ping, close: refuse },
    knowledge: { search: refuse, document: refuse },
    embedder: { id: 'none', dimensions: 512, embed: refuse, close: refuse },
    logger: createLogger({ name: 'test-agent', destination }),
    version: '0.0.1',
    sessionTokenSecret: secret,
  };
  return createAgentService(definition, dependencies);
}

const body = {
  requestId: 'r1',
  request: 'Who am I?',
  context: { sessionId: 's1', turnId: 't1', window: [], deadlineAt: '2099-01-01T00:00:00Z' },
};

async function token(
  audience = 'test-agent',
  turnId = 't1',
  identity: Identity = { level: 'verified', customerId: 'C7' },
) {
  return signSessionToken(secret, { identity, sessionId: 's1', turnId, audience, expiresInSeconds: 60 });
}

function post(bearer: string | undefined, headers: Record<string, string> = {}, payload: unknown = body) {
  return {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    body: JSON.stringify(payload),
  };
}

const rounds: ScriptedRound[] = [
  { calls: [{ name: 'who_am_i', args: {} }] },
  { text: ['You are ', 'you.\n<outcome>answered</outcome>'] },
];

beforeEach(() => {
  logs.length = 0;
  seen.length = 0;
});

describe('an agent service', () => {
  it('answers JSON, for the customer of the token', async () => {
    const response = await serve(rounds).request('/v1/respond', post(await token()));
    expect(response.status).toBe(200);
    const reply = AgentReply.parse(await response.json());
    expect(reply).toMatchObject({ text: 'You are you.', outcome: { status: 'answered', requestId: 'r1' } });
    expect(seen).toEqual([{ level: 'verified', customerId: 'C7' }]);
  });

  it('streams the events of the contract, and the last holds the whole reply', async () => {
    const response = await serve(rounds).request(
      '/v1/respond',
      post(await token(), { accept: 'text/event-stream' }),
    );
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const events: AgentEvent[] = [];
    for await (const event of readEvents(response)) events.push(AgentEvent.parse(JSON.parse(event.data)));
    expect(events.map((event) => event.type)).toEqual([
      'agent-start',
      'tool-start',
      'tool-end',
      'text-delta',
      'text-delta',
      'agent-end',
    ]);
    expect(events[0]).toMatchObject({ model: 'scripted', agent: 'test-agent' });
    expect(events.at(-1)).toMatchObject({ reply: { text: 'You are you.' } });
  });

  it('serves its card with its tools', async () => {
    const response = await serve(rounds).request('/.well-known/agent-card.json');
    const card = ServedAgentCard.parse(await response.json());
    expect(card).toMatchObject({ id: 'test-agent', tools: [{ name: 'who_am_i', kind: 'read' }] });
  });

  it('is ready only with its database', async () => {
    expect((await serve(rounds).request('/readyz')).status).toBe(200);
    const down = serve(rounds, () => Promise.reject(new Error('down')));
    expect((await down.request('/readyz')).status).toBe(503);
  });

  it('counts turns, tools and tokens, and logs the turn without what was said', async () => {
    const app = serve(rounds);
    await app.request('/v1/respond', post(await token()));
    const metrics = await (await app.request('/metrics')).text();
    const value = (name: string, label: string) =>
      metrics
        .split('\n')
        .find((line) => line.startsWith(name) && line.includes(label))
        ?.split(' ')
        .at(-1);
    expect(value('support_agent_turn_seconds_count', 'outcome="answered"')).toBe('1');
    expect(value('support_tool_call_seconds_count', 'tool="who_am_i"')).toBe('1');
    expect(value('support_model_tokens_total', 'kind="input"')).toBe('20');
    const line = logs.find((each) => each.includes('"message":"turn"'));
    expect(line).toContain('"outcome"');
    expect(logs.join('')).not.toContain('Who am I?');
  });
});

describe('what an agent service refuses', () => {
  it.each([
    ['without a token', undefined],
    ['with nonsense for a token', Promise.resolve('nonsense')],
    ['with a token for another agent', token('other-agent')],
  ])('a request %s, before it looks at the body', async (_case, bearer) => {
    const response = await serve(rounds).request('/v1/respond', post(await bearer, {}, { wrong: true }));
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it('a body that speaks of another turn than the token', async () => {
    const response = await serve(rounds).request('/v1/respond', post(await token('test-agent', 't2')));
    expect(response.status).toBe(403);
  });

  it('a body that does not fit, naming the field', async () => {
    const response = await serve(rounds).request(
      '/v1/respond',
      post(await token(), {}, { ...body, request: '' }),
    );
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid-input', errors: [{ path: 'request' }] });
  });

  it('a media type that it does not speak', async () => {
    const response = await serve(rounds).request('/v1/respond', post(await token(), { accept: 'text/html' }));
    expect(response.status).toBe(406);
  });

  it('to read account data for a visitor, but still answers', async () => {
    const visitor = await token('test-agent', 't1', { level: 'anonymous' });
    const response = await serve(rounds).request('/v1/respond', post(visitor));
    expect(AgentReply.parse(await response.json()).outcome.status).toBe('answered');
    expect(seen).toEqual([]);
  });
});
