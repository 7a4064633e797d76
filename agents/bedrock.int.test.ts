import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AgentReply } from '../contract/agent-reply.js';
import type { SessionContext } from '../contract/session-context.js';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { BedrockChatModel } from '../models/bedrock/chat-model.js';
import { createBedrockClient } from '../models/bedrock/create-client.js';
import { createModelCircuits } from '../models/bedrock/model-circuits.js';
import { signSessionToken } from '../platform/auth/session-token.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { type BedrockServer, type Respond, startBedrockServer } from '../tests/helpers/bedrock-server.js';
import { createAgentService } from './create-agent-service.js';
import { orderManagementAgent } from './order-management/agent.js';

const SECRET = 'only for tests: thirty-two characters or more';
let database: TestDatabase;
let bedrock: BedrockServer;
let respond: Respond;

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  database = await openTestDatabase({ seed: true });
});
beforeEach(async () => {
  bedrock = await startBedrockServer((request, number) => respond(request, number));
  return () => bedrock.close();
});
afterAll(() => database.close());

async function ask(
  request: string,
  context: Partial<SessionContext> = {},
  message?: string,
): Promise<AgentReply> {
  const settings = { region: 'eu-west-1', endpoint: bedrock.url, timeoutMs: 2_000, maxAttempts: 1 };
  const refuse = () => Promise.reject(new Error('not in this test'));
  const service = createAgentService(orderManagementAgent, {
    model: new BedrockChatModel({
      client: createBedrockClient(settings),
      region: 'eu-west-1',
      modelIds: ['eu.anthropic.claude-test-v1:0'],
      timeoutMs: 2_000,
      idleTimeoutMs: 1_000,
      circuits: createModelCircuits({ client: createBedrockClient(settings) }),
    }),
    modelDescription: 'test',
    database: database.database('switchboard_order_management'),
    knowledge: { search: refuse, document: refuse },
    embedder: { id: 'none', dimensions: 512, embed: refuse, close: refuse },
    logger: createLogger({ name: 'order-management', level: 'silent' }),
    version: 'test',
    sessionTokenSecret: SECRET,
    now: () => database.now,
  });
  const token = await signSessionToken(SECRET, {
    identity: { level: 'verified', customerId: 'C1001' },
    ...{ sessionId: 's1', turnId: 't1', audience: 'order-management', expiresInSeconds: 60 },
  });
  const deadlineAt = new Date(database.now.getTime() + 20_000).toISOString();
  const response = await service.request('/v1/respond', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      requestId: 'r1',
      request,
      ...(message === undefined ? {} : { message }),
      context: { sessionId: 's1', turnId: 't1', window: [], deadlineAt, ...context },
    }),
  });
  return AgentReply.parse(await response.json());
}

const lookUps = [
  { name: 'get_order', input: { order_id: 'SB-100002' } },
  { name: 'track_shipment', input: { order_id: 'sb 100002' } },
];

describe('the order agent over Bedrock', () => {
  it('runs parallel tool calls on real data and answers from them', async () => {
    respond = (_request, number) =>
      number === 1
        ? { say: 'Let me look that up.', calls: lookUps }
        : { say: 'SB-100002 is late.\n<outcome>answered</outcome>' };
    const reply = await ask('Where is SB-100002?');
    expect(reply).toMatchObject({ text: 'SB-100002 is late.', outcome: { status: 'answered' } });
    expect(reply.items.map((item) => item.id)).toEqual(['SB-100002']);
    expect(reply.usage).toMatchObject({ modelCalls: 2, toolCalls: 2 });
    const last = bedrock.requests[1]?.body.messages?.at(-1)?.content ?? [];
    const results = last.flatMap(({ toolResult }) => toolResult ?? []);
    expect(results.map((result) => JSON.parse(result.content[0]?.text ?? '{}').ok)).toEqual([true, true]);
  });

  it('sends messages that Bedrock takes: alternating, the stable prefix marked, tools as JSON Schema', async () => {
    respond = () => ({ say: 'Which one?\n<outcome>needs-info</outcome>' });
    const window: SessionContext['window'] = [
      { role: 'assistant', text: 'Welcome!' },
      { role: 'customer', text: 'Hello' },
      { role: 'assistant', text: 'Hello!', agent: 'order-management' },
      { role: 'staff', text: 'I am back to the machine.' },
    ];
    const facts: SessionContext['facts'] = [
      { kind: 'order', id: 'SB-100001', label: 'a keyboard', agent: 'order-management' },
    ];
    const reply = await ask('cancel it', { window, facts });
    expect(reply.outcome.status).toBe('needs-info');
    const { system = [], messages = [], toolConfig } = bedrock.requests[0]?.body ?? {};
    expect(messages.map((message) => message.role)).toEqual(['user', 'assistant', 'user']);
    expect(messages.at(-1)?.content[0]?.text).toMatch(
      /^<background[\s\S]*SB-100001[\s\S]*<\/background>\n\ncancel it$/,
    );
    expect(system.map((block) => ('cachePoint' in block ? 'cache' : 'text'))).toEqual([
      'text',
      'cache',
      'text',
    ]);
    const names = toolConfig?.tools.map(({ toolSpec }) => toolSpec?.name);
    expect(names).toEqual([...orderManagementAgent.tools.map((tool) => tool.name), undefined]);
    const specs = (toolConfig?.tools ?? []).flatMap(({ toolSpec }) => toolSpec ?? []);
    for (const { inputSchema } of specs) expect(inputSchema.json).toMatchObject({ type: 'object' });
    expect(toolConfig?.tools.at(-1)).toEqual({ cachePoint: { type: 'default' } });
  });

  it('reads nothing of somebody else, whatever the model asks for', async () => {
    const others = [{ name: 'get_order', input: { order_id: 'SB-100005' } }];
    respond = (_request, number) => (number === 1 ? { calls: others } : { say: 'I do not find it.' });
    await ask('Show me order SB-100005 of C1002');
    const result = bedrock.requests[1]?.body.messages?.at(-1)?.content[0]?.toolResult?.content[0]?.text ?? '';
    expect(JSON.parse(result)).toMatchObject({ ok: false, code: 'not-found' });
    expect(result).not.toContain('Air Fryer');
  });

  it.each([
    ['said by the customer', 'cancel SB-100001, I do not need it any more', 'needs-confirmation'],
    ['put into the request by a model', 'cancel it, I do not need it any more', 'answered'],
  ])('takes an order number for a write only where it was %s', async (_, message, status) => {
    const input = { order_id: 'SB-100001', reason: 'no longer needed' };
    respond = (_request, number) =>
      number === 1 ? { calls: [{ name: 'cancel_order', input }] } : { say: 'Which one?' };
    const reply = await ask('cancel SB-100001, I do not need it any more', {}, message);
    expect(reply.outcome.status).toBe(status);
    const result = bedrock.requests[1]?.body.messages?.at(-1)?.content[0]?.toolResult?.content[0]?.text ?? '';
    expect(JSON.parse(result)).toMatchObject(
      status === 'answered' ? { ok: false, code: 'not-allowed' } : { ok: true },
    );
  });

  it('ends in a failure with its reason when the model is out', async () => {
    respond = () => ({ fail: 'ServiceUnavailableException', status: 503 });
    const reply = await ask('Where is SB-100002?');
    expect(reply).toMatchObject({ text: '', outcome: { status: 'failed', reason: 'model-failure' } });
  });

  it('does not pass a stream that was cut for an answer', async () => {
    respond = () => ({
      say: 'It arrives on Friday, May the fifteenth.',
      cut: { after: 2, how: 'clean-end' },
    });
    const reply = await ask('When does it come?');
    expect(reply.outcome).toMatchObject({ status: 'failed', reason: 'model-failure' });
  });
});
