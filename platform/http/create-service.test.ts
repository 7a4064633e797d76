import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Problem } from '../../contract/problem.js';
import { AppError } from '../errors.js';
import { createTestService } from '../testing/test-service.js';
import type { Service } from './create-service.js';

const Operation = z.object({
  requestBody: z.object({ required: z.boolean() }).optional(),
  responses: z.record(z.string(), z.object({ content: z.record(z.string(), z.unknown()).optional() })),
});
const OpenApiDocument = z.object({
  openapi: z.string(),
  info: z.record(z.string(), z.string()),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});
const JSON_TYPE = { 'content-type': 'application/json' };

async function problemOf(response: Response, status: number, code: string) {
  const text = await response.text();
  expect({ status: response.status, text }).toMatchObject({ status });
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(JSON.parse(text));
  expect(problem).toMatchObject({ status, code });
  expect(response.headers.get('traceparent')?.split('-')[1]).toBe(problem.instance);
  expect(text).not.toMatch(/node_modules|\bat .+:\d+:\d+/);
  return problem;
}

function post(
  app: Service,
  body: RequestInit['body'] | undefined,
  headers: Record<string, string> = JSON_TYPE,
) {
  return app.request('/v1/notes/a', { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
}

describe('what every request gets', () => {
  it('stays in the trace of its caller and says so', async () => {
    const { app, lines } = createTestService();
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const response = await app.request('/health', {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(response.headers.get('traceparent')).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
    expect(lines[0]).toMatchObject({ traceId, path: '/health', status: 200, message: 'request' });
  });

  it.each(['garbage', '00-0-0-00', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, 'ÿ'.repeat(500)])(
    'starts a new trace on the malformed traceparent %j',
    async (traceparent) => {
      const response = await createTestService().app.request('/livez', { headers: { traceparent } });
      expect(response.status).toBe(200);
      expect(response.headers.get('traceparent')).toMatch(/^00-(?!0{32})[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    },
  );

  it('takes over a harmless request id and replaces any other', async () => {
    const { app } = createTestService();
    const idFor = async (id: string) =>
      (await app.request('/livez', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(await idFor('order-42')).toBe('order-42');
    expect(await idFor('a b')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idFor('x'.repeat(65))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('carries the contract version and headers that keep browsers out of trouble, on errors too', async () => {
    const { app } = createTestService();
    for (const path of ['/livez', '/nothing']) {
      const { headers } = await app.request(path);
      expect(headers.get('x-contract-version')).toBe('1');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
    }
  });

  it('writes one access line a request, quietly for probes', async () => {
    const { app, lines } = createTestService();
    await app.request('/nothing');
    await app.request('/livez');
    expect(lines).toMatchObject([
      { level: 'info', method: 'GET', path: '/nothing', status: 404 },
      { level: 'debug', path: '/livez', status: 200 },
    ]);
    expect(lines[0]?.milliseconds).toBeTypeOf('number');
  });

  it('allows only the web origins that it was given', async () => {
    const { app } = createTestService({ corsOrigins: ['https://shop.example'] });
    const originFor = async (origin: string) =>
      (await app.request('/health', { headers: { origin } })).headers.get('access-control-allow-origin');
    expect(await originFor('https://shop.example')).toBe('https://shop.example');
    expect(await originFor('https://evil.example')).toBeNull();
    const preflight = await app.request('/v1/notes/a', {
      method: 'OPTIONS',
      headers: { origin: 'https://shop.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    const closed = await createTestService().app.request('/health', {
      headers: { origin: 'https://x.example' },
    });
    expect(closed.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('errors', () => {
  it('are 404 where nothing is', async () => {
    await problemOf(await createTestService().app.request('/nothing'), 404, 'not-found');
  });

  it('are 405 with Allow where another method would do', async () => {
    const { app } = createTestService();
    const response = await app.request('/v1/notes/a', { method: 'DELETE' });
    expect(response.headers.get('allow')).toBe('POST, OPTIONS');
    await problemOf(response, 405, 'method-not-allowed');
    const health = await app.request('/health', { method: 'POST' });
    expect(health.headers.get('allow')).toBe('GET, HEAD, OPTIONS');
    await problemOf(await app.request('/v1/notes/a', { method: 'PROPFIND' }), 405, 'method-not-allowed');
  });

  it('do not mistake the fallback for files of a page for a route', async () => {
    const { app } = createTestService();
    app.get('/*', (_c, next) => next());
    await problemOf(await app.request('/nothing', { method: 'POST' }), 404, 'not-found');
    await problemOf(await app.request('/nothing'), 404, 'not-found');
  });

  it('answers OPTIONS with what is allowed', async () => {
    const response = await createTestService().app.request('/v1/notes/a', { method: 'OPTIONS' });
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
  });

  it.each([
    ['cut short', '{"text":'],
    ['empty', ''],
    ['a NUL byte', '{"text":"a\u0000"}'],
    ['two values', '{"text":"a"}{}'],
    ['20,000 levels deep', '['.repeat(20_000)],
  ])('refuses malformed JSON: %s', async (_what, body) => {
    await problemOf(await post(createTestService().app, body), 400, 'bad-request');
  });

  it('refuses a body that is not UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    await problemOf(await post(createTestService().app, bytes), 400, 'bad-request');
  });

  it('refuses the character NUL, which no database column takes, in bodies and addresses', async () => {
    const { app } = createTestService();
    await problemOf(await post(app, '{"text":"a\\u0000b"}'), 400, 'bad-request');
    await problemOf(await post(app, '{"text":"a\\\\\\u0000b"}'), 400, 'bad-request');
    await problemOf(await app.request('/v1/notes/a%00b', { method: 'POST' }), 400, 'bad-request');
    const backslash = await post(app, '{"text":"a\\\\u0000b"}');
    expect(await backslash.json()).toEqual({ text: 'a\\u0000b' });
  });

  it('names every field that does not fit', async () => {
    const problem = await problemOf(await post(createTestService().app, '{"text":7}'), 400, 'invalid-input');
    expect(problem.errors).toEqual([{ path: 'text', message: expect.stringContaining('expected string') }]);
    const { app } = createTestService();
    const wrongId = await app.request('/v1/notes/A1', {
      method: 'POST',
      headers: JSON_TYPE,
      body: '{"text":"a"}',
    });
    expect((await problemOf(wrongId, 400, 'invalid-input')).errors?.[0]?.path).toBe('id');
  });

  it('validates where others skip: without a content type nothing reaches the handler', async () => {
    const { app } = createTestService();
    await problemOf(await post(app, undefined, {}), 400, 'invalid-input');
    const untyped = await app.request('/v1/notes/a', { method: 'POST', body: new Uint8Array([123, 125]) });
    await problemOf(untyped, 415, 'unsupported-media-type');
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'json',
  ])('refuses a body of type %s', async (type) => {
    const response = await post(createTestService().app, '{"text":"a"}', { 'content-type': type });
    await problemOf(response, 415, 'unsupported-media-type');
  });

  it('refuses a compressed body instead of misreading it', async () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    await problemOf(
      await post(createTestService().app, '{"text":"a"}', headers),
      415,
      'unsupported-media-type',
    );
  });

  it('takes JSON with a charset and ignores keys that nobody asked for', async () => {
    const response = await post(createTestService().app, '{"text":"a","__proto__":{"admin":true},"x":1}', {
      'content-type': 'application/json; charset=utf-8',
    });
    expect(await response.json()).toEqual({ text: 'a' });
  });

  it('refuses a body over the limit, whether its length is told or not', async () => {
    const { app } = createTestService({ bodyLimitBytes: 2_000 });
    const large = JSON.stringify({ text: 'a'.repeat(3_000) });
    await problemOf(
      await post(app, large, { ...JSON_TYPE, 'content-length': '3011' }),
      413,
      'payload-too-large',
    );
    await problemOf(await post(app, large), 413, 'payload-too-large');
    const chunks = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
    });
    const endless = new Request('http://localhost/v1/notes/a', {
      method: 'POST',
      headers: JSON_TYPE,
      body: chunks,
      duplex: 'half',
    });
    await problemOf(await app.fetch(endless), 413, 'payload-too-large');
  });

  it('tells an AppError with its status, details and Retry-After', async () => {
    const { app } = createTestService();
    app.get('/busy', () => {
      throw new AppError('rate-limited', 'Slow down.', { retryAfterSeconds: 1.2 });
    });
    app.get('/private', () => {
      throw new AppError('unauthenticated', 'Sign in.');
    });
    const response = await app.request('/busy');
    expect(response.headers.get('retry-after')).toBe('2');
    expect((await problemOf(response, 429, 'rate-limited')).detail).toBe('Slow down.');
    expect((await app.request('/private')).headers.get('www-authenticate')).toBe('Bearer');
  });

  it.each([
    ['an error', new Error('select * from customers failed for ava@mail.example')],
    ['a text', 'just words'],
    ['nothing', undefined],
    ['an object', { status: 200 }],
  ])('keeps what is unknown to the log: %s', async (_what, thrown) => {
    const { app, lines } = createTestService();
    app.get('/broken', () => {
      throw thrown;
    });
    const problem = await problemOf(await app.request('/broken'), 500, 'internal');
    expect(problem.detail).toBeUndefined();
    expect(lines).toMatchObject([{ level: 'error', message: 'unexpected error' }, { status: 500 }]);
  });

  it('logs the whole of an unknown error, without what is private', async () => {
    const { app, lines } = createTestService();
    app.get('/broken', async () => {
      throw new Error('no row for ava@mail.example', { cause: new Error('socket closed') });
    });
    await app.request('/broken');
    expect(lines[0]?.error).toMatchObject({
      message: 'no row for [redacted]',
      stack: expect.stringContaining('create-service.test.ts'),
      cause: { message: 'socket closed' },
    });
  });
});

describe("the operators' routes", () => {
  it('is alive whatever is missing, and ready only when all is there', async () => {
    const down = new Set(['database']);
    const { app } = createTestService({
      readiness: {
        database: async () => {
          if (down.has('database')) throw new Error('connection refused');
        },
        model: async () => undefined,
      },
    });
    expect((await app.request('/livez')).status).toBe(200);
    const response = await app.request('/readyz');
    expect(response.headers.get('retry-after')).toBe('1');
    const problem = await problemOf(response, 503, 'unavailable');
    expect(problem.errors).toEqual([{ path: 'database', message: 'failed' }]);
    down.clear();
    expect(await (await app.request('/readyz')).json()).toEqual({
      status: 'ready',
      checks: { database: 'ok', model: 'ok' },
    });
  });

  it('is not ready while it drains, but alive', async () => {
    const { app } = createTestService();
    const env = { drain: AbortSignal.abort() };
    await problemOf(await app.request('/readyz', {}, env), 503, 'unavailable');
    expect((await app.request('/livez', {}, env)).status).toBe(200);
  });

  it('tells its versions and what the service adds', async () => {
    const { app } = createTestService({ health: () => ({ model: 'local', name: 'not this' }) });
    expect(await (await app.request('/health')).json()).toEqual({
      name: 'test',
      version: '1.2.3',
      contractVersion: '1',
      uptimeSeconds: 0,
      model: 'local',
    });
  });

  it('measures requests by route pattern, never by path', async () => {
    const { app } = createTestService();
    await post(app, '{"text":"a"}');
    await app.request('/v1/notes/secret-looking-id', { method: 'POST' });
    await app.request('/nothing/at/all');
    const text = await (await app.request('/metrics')).text();
    expect(text).toContain(
      'support_request_seconds_count{service="test",method="POST",route="/v1/notes/:id",status="200"} 1',
    );
    expect(text).toContain('route="unmatched",status="404"');
    expect(text).not.toContain('secret-looking-id');
    expect(text).toContain('process_resident_memory_bytes');
  });

  it('keeps the metrics of two services in one process apart', async () => {
    const first = createTestService({ name: 'first' }).app;
    const second = createTestService({ name: 'second' }).app;
    await first.request('/health');
    expect(await (await second.request('/metrics')).text()).not.toContain('route="/health"');
  });

  it('documents itself in OpenAPI 3.1 with the problems of each route', async () => {
    const response = await createTestService().app.request('/openapi.json');
    const document = OpenApiDocument.parse(await response.json());
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toEqual({ title: 'Test', version: '1.2.3', description: 'A service for tests.' });
    const operation = document.paths['/v1/notes/{id}']?.post;
    expect(operation?.requestBody?.required).toBe(true);
    expect(Object.keys(operation?.responses ?? {})).toEqual(['200', '400', '413', '415', '500']);
    expect(operation?.responses['400']?.content).toEqual({
      'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
    });
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining(['/livez', '/readyz', '/health', '/metrics']),
    );
  });

  it('shows its document with files of its own alone', async () => {
    const { app } = createTestService();
    const page = await (await app.request('/docs')).text();
    expect(page).not.toMatch(/https?:\/\//);
    expect(page).not.toMatch(/<script>|<style|style=/);
    for (const [, file] of page.matchAll(/(?:src|href)="(docs[^"]+)"/g)) {
      const response = await app.request(`/${file}`);
      expect([file, response.status]).toEqual([file, 200]);
      expect((await response.text()).length).toBeGreaterThan(100);
    }
    await problemOf(await app.request('/docs/..%2fpackage.json'), 404, 'not-found');
    await problemOf(await app.request('/docs/constructor'), 404, 'not-found');
  });
});
