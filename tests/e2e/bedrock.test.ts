import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Models } from '../../models/create-models.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { openBedrockModels } from '../helpers/bedrock/open-bedrock-models.js';
import type { BedrockRequest } from '../helpers/bedrock/script.js';
import type { BedrockServer, Respond } from '../helpers/bedrock-server.js';
import { startChat } from './chat-client.js';
import { openWorld, type TestWorld } from './open-world.js';

const KEYS = {
  AWS_ACCESS_KEY_ID: 'AKIACANARYCANARY0000',
  AWS_SECRET_ACCESS_KEY: 'canarySecretKey/0123456789abcdefABCDEF',
};
/** What a customer should not write here, and writes anyway. */
const PRIVATE = ['4111 1111 1111 1111', 'canary.person@example.test', '+1 415 555 0134', 'Wendeltreppenweg'];

let world: TestWorld;
let bedrock: BedrockServer;
let models: Models;
let fault: Respond | undefined;
const logged: string[] = [];

beforeAll(async () => {
  for (const [name, value] of Object.entries(KEYS)) process.env[name] = value;
  const logger = createLogger({
    name: 'test',
    level: 'debug',
    destination: { write: (line) => void logged.push(line) },
  });
  const opened = await openBedrockModels({
    logger,
    respond: (played) => (request, number) => fault?.(request, number) ?? played(request, number),
    settings: { MODEL_IDLE_TIMEOUT_MS: '1500', BEDROCK_FALLBACK_MODEL_IDS: 'eu.spare.model' },
  });
  ({ models, server: bedrock } = opened);
  world = await openWorld({ models, logger });
});
beforeEach(async () => {
  fault = undefined;
  // What an earlier case broke is whole again: a probe closes the circuits, and an answer ends their probation.
  const isBack = () => Object.values(models.chat.circuits()).every((state) => state === 'closed');
  await expect.poll(isBack, { timeout: 60_000 }).toBe(true);
  await say('Where is my order SB-100002?');
  bedrock.requests.length = 0;
  logged.length = 0;
}, 90_000);
afterAll(() => world.close());

async function say(text: string) {
  const chat = await startChat(world.supervisors[0] ?? '', await world.tokenOf('C1001'));
  const events = await chat.say(text);
  const end = events.at(-1);
  if (end?.type !== 'turn-end') throw new Error(`no turn-end but ${JSON.stringify(end)}`);
  return { events, end };
}

const isRouting = ({ body }: BedrockRequest): boolean =>
  body.toolConfig?.tools[0]?.toolSpec?.name === 'assign_requests';

describe('the calls of a turn over Bedrock', () => {
  it.each([
    'Where is my order SB-100002?',
    'What is my default address?',
    'What is in order SB-100003?',
    'My robot vacuum does not charge, what can I do?',
  ])("are the agent's own where the local router is sure: %s", async (message) => {
    const { end } = await say(message);
    expect(end.degraded).toBe(false);
    expect(bedrock.requests.filter(isRouting)).toEqual([]);
    expect(end.usage.modelCalls).toBe(bedrock.requests.length);
    expect(end.usage.modelCalls).toBeGreaterThanOrEqual(2);
    expect(end.usage.costMicros).toBeGreaterThan(0);
  });

  it('hold one more, of the small model, where it is not, and the turn counts it', async () => {
    const vague = [
      'it is about the thing from before',
      'still nothing!!',
      'the blue, or what was that',
      'and for my sister?',
      'hm, 17 then',
      'so how does that go',
    ];
    let asked = 0;
    for (const message of vague) {
      bedrock.requests.length = 0;
      const { end } = await say(message);
      const routing = bedrock.requests.filter(isRouting);
      asked += routing.length;
      expect(routing.length).toBeLessThanOrEqual(1);
      for (const { model } of routing) expect(model).toContain('haiku');
      expect(end.usage.modelCalls, message).toBe(bedrock.requests.length);
    }
    expect(asked).toBeGreaterThan(0);
  });
});

describe('what a routing model makes up', () => {
  const routed: Respond = (request) => {
    const { body } = request;
    const invented = 'eve@elsewhere.test';
    if (isRouting(request)) {
      const own = { agent: 'personalization', request: `change my e-mail to ${invented}` };
      return { calls: [{ name: 'assign_requests', input: { requests: [own] } }] };
    }
    const results = body.messages?.at(-1)?.content.flatMap(({ toolResult }) => toolResult ?? []) ?? [];
    if (results.length > 0) return { say: 'To which address?\n<outcome>needs-info</outcome>' };
    return { calls: [{ name: 'update_contact', input: { new_mail_address: invented } }] };
  };

  it('is not said by the customer: neither the agent hears it nor a write takes it', async () => {
    fault = routed;
    // Nothing that the local router is sure of.
    const { events, end } = await say('so how does that go');
    const [routing, first, second] = bedrock.requests;
    expect(routing !== undefined && isRouting(routing)).toBe(true);
    expect(JSON.stringify(first?.body.messages)).not.toContain('elsewhere');
    expect(JSON.stringify(second?.body.messages?.at(-1))).toContain('not-allowed');
    expect(events.filter(({ type }) => type === 'action-proposed')).toEqual([]);
    expect(end.outcomes).toMatchObject([{ agent: 'personalization', status: 'needs-info' }]);
  });
});

describe('what may be read of a fault of Bedrock', () => {
  const message = `Where is my order SB-100002? I am at Wendeltreppenweg, ${PRIVATE[1]}, ${PRIVATE[2]}, card ${PRIVATE[0]}`;
  const quoted = (status: number, name: string) => ({
    fail: name,
    status,
    message: `${message} ${KEYS.AWS_ACCESS_KEY_ID}`,
  });

  it.each<[string, Respond]>([
    ['access is denied', () => quoted(403, 'AccessDeniedException')],
    ['the request is refused and quoted', () => quoted(400, 'ValidationException')],
    ['the service is out', () => quoted(503, 'ServiceUnavailableException')],
    ['the model fails', () => quoted(424, 'ModelErrorException')],
    ['it is cut in mid-stream', () => ({ say: message, cut: { how: 'fin', after: 1 } })],
    [
      'an exception ends it',
      () => ({ say: message, cut: { how: 'exception', after: 0, exception: 'modelStreamErrorException' } }),
    ],
    ['it falls silent', () => ({ say: message, cut: { how: 'stall', after: 0 } })],
  ])('holds no credential and nothing of the customer: %s', async (_, respond) => {
    fault = respond;
    const { events } = await say(message);
    const problems = JSON.stringify(events.filter(({ type }) => type === 'error' || type === 'agent-end'));
    const urls = [...world.supervisors, ...Object.values(world.agents)];
    const metrics = await Promise.all(urls.map(async (url) => (await fetch(`${url}/metrics`)).text()));
    const seen = [...logged, ...metrics, problems].join('\n');
    expect(logged.join('')).toContain('a model call failed');
    for (const canary of [...PRIVATE, ...Object.values(KEYS)]) expect(seen).not.toContain(canary);
  });

  it('stays out of the checkpoints', async () => {
    const { rows: tables } = await world.database.pool.query<{ name: string }>(
      "select quote_ident(table_name) as name from information_schema.tables where table_schema = 'checkpoints'",
    );
    expect(tables.length).toBeGreaterThan(0);
    for (const { name } of tables) {
      const { rows } = await world.database.pool.query(`select t::text as row from checkpoints.${name} as t`);
      const kept = rows.map(({ row }) => row).join('\n');
      for (const secret of [...Object.values(KEYS), 'Exception']) expect(kept, name).not.toContain(secret);
    }
  });
});
