import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AgentEvent } from '../contract/events.js';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { createModels, type Models } from '../models/create-models.js';
import { signSessionToken } from '../platform/auth/session-token.js';
import { loadConfig } from '../platform/config.js';
import { readEvents } from '../platform/http/read-events.js';
import type { HttpServer } from '../platform/http/serve.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { loadAgent } from './load-agent.js';
import { startAgent } from './start-agent.js';

let database: TestDatabase;
let models: Models;
let server: HttpServer;
const config = loadConfig({
  MODEL_PROVIDER: 'local',
  PERSONALIZATION_PORT: '0',
  SESSION_TOKEN_SECRET: 'only for tests: thirty-two characters or more',
  CUSTOMER_TOKEN_SECRET: 'only for tests: another thirty-two characters',
});

beforeAll(async () => {
  const logger = createLogger({ name: 'personalization', level: 'silent' });
  database = await openTestDatabase({ seed: true });
  models = await createModels(config, { logger });
  server = await startAgent({
    definition: await loadAgent('personalization'),
    config,
    logger,
    models,
    database: database.database('switchboard_personalization'),
    version: 'test',
  });
});

afterAll(async () => {
  await server.close();
  await models.close();
  await database.close();
});

async function ask(audience: string): Promise<Response> {
  const token = await signSessionToken(config.sessionTokenSecret, {
    identity: { level: 'verified', customerId: 'C1001' },
    ...{ sessionId: 's1', turnId: 't1', audience, expiresInSeconds: 60 },
  });
  const deadlineAt = new Date(Date.now() + 60_000).toISOString();
  return fetch(`${server.url}/v1/respond`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      requestId: 'r1',
      request: 'which tier do I have?',
      context: { sessionId: 's1', turnId: 't1', window: [], deadlineAt },
    }),
  });
}

describe('an agent that was started', () => {
  it('streams an answer for the customer of the token over real HTTP', async () => {
    const events: AgentEvent[] = [];
    for await (const { data } of readEvents(await ask('personalization'))) {
      events.push(AgentEvent.parse(JSON.parse(data)));
    }
    expect(events[0]).toMatchObject({ type: 'agent-start', model: 'local' });
    expect(events.at(-1)).toMatchObject({
      type: 'agent-end',
      reply: { text: 'Your membership is plus.', outcome: { status: 'answered' } },
    });
  });

  it('takes no token that was signed for another agent', async () => {
    expect((await ask('order-management')).status).toBe(401);
  });

  it('says that it is ready, and what answers', async () => {
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await (await fetch(`${server.url}/health`)).json()).toMatchObject({
      name: 'personalization',
      model: 'local',
    });
  });
});
