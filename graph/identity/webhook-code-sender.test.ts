import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createService } from '../../platform/http/create-service.js';
import { createHttpClient, type HttpClient } from '../../platform/http/http-client.js';
import { serveHttp } from '../../platform/http/serve.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { createWebhookCodeSender } from './webhook-code-sender.js';

let http: HttpClient;
let server: Awaited<ReturnType<typeof serveHttp>>;
let status: 202 | 302 | 400 | 500 = 202;
const received: { authorization: string | undefined; body: unknown }[] = [];

beforeAll(async () => {
  http = createHttpClient();
  const logger = createLogger({ name: 'post', level: 'silent' });
  const app = createService({
    ...{ name: 'post', version: 'test', logger },
    openapi: { title: 'post', description: 'post' },
  });
  app.post('/codes', async (c) => {
    received.push({ authorization: c.req.header('authorization'), body: await c.req.json() });
    return c.json({}, status);
  });
  server = await serveHttp(app, { host: '127.0.0.1', port: 0, drainTimeoutMs: 100, logger });
});
afterAll(async () => {
  await http.close();
  await server.close();
});
beforeEach(() => {
  received.length = 0;
  status = 202;
});

const code = {
  customerId: 'C1001',
  email: 'ava@example.test',
  code: '012345',
  expiresAt: new Date('2026-06-15T12:00:00.000Z'),
};

describe('the sender over HTTP', () => {
  it('hands the code on as JSON, with its token', async () => {
    await createWebhookCodeSender({ http, url: `${server.url}/codes`, token: 'let-me-in' }).send(code);
    expect(received).toEqual([
      { authorization: 'Bearer let-me-in', body: { ...code, expiresAt: '2026-06-15T12:00:00.000Z' } },
    ]);
  });

  it('sends no authorization where none is set', async () => {
    await createWebhookCodeSender({ http, url: `${server.url}/codes` }).send(code);
    expect(received[0]?.authorization).toBeUndefined();
  });

  it.each([302, 400, 500] as const)('takes %i for not sent, and does not name the code', async (refused) => {
    status = refused;
    const sent = createWebhookCodeSender({ http, url: `${server.url}/codes` }).send(code);
    const error = await sent.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).not.toContain(code.code);
    expect(received).toHaveLength(1);
  });

  it('takes a program that is not there for not sent', async () => {
    const nowhere = createWebhookCodeSender({ http, url: 'http://127.0.0.1:1/codes' });
    await expect(nowhere.send(code)).rejects.toThrow();
  });
});
