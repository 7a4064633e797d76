import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { Problem } from '../../contract/problem.js';
import { sleep } from '../resilience/sleep.js';
import { createRecordingLogger } from '../testing/recording-logger.js';
import { createTestService } from '../testing/test-service.js';
import { createHttpClient } from './http-client.js';
import { type HttpServer, ListenError, type ServeOptions, serveHttp } from './serve.js';

const open: HttpServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(options: Partial<ServeOptions> = {}, service = createTestService()) {
  const { logger } = createRecordingLogger();
  const server = await serveHttp(service.app, {
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 500,
    logger,
    ...options,
  });
  open.push(server);
  return { server, service };
}

/** Sends bytes as they are and gives back all that comes until the server hangs up. */
function exchange(port: number, bytes: string | Buffer, patienceMs = 5_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    let received = '';
    socket.setTimeout(patienceMs, () => socket.destroy(new Error(`still open: ${received}`)));
    socket.on('data', (chunk) => {
      received += String(chunk);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(received));
  });
}

function problemIn(raw: string, status: number) {
  const [head = '', body = ''] = raw.split('\r\n\r\n');
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head.toLowerCase()).toContain('content-type: application/problem+json');
  const json = body.slice(body.indexOf('{'), body.lastIndexOf('}') + 1);
  return Problem.parse(JSON.parse(json));
}

describe('serveHttp', () => {
  it('serves on any free port and says where', async () => {
    const { server } = await start();
    expect(server.url).toBe(`http://127.0.0.1:${server.port}`);
    const response = await fetch(`${server.url}/livez`);
    expect(await response.json()).toEqual({ status: 'alive' });
  });

  it('says in one line which port is taken and what to do', async () => {
    const { server } = await start();
    const second = start({ port: server.port });
    await expect(second).rejects.toThrow(ListenError);
    await expect(second).rejects.toThrow(
      new RegExp(`^Port ${server.port} on 127\\.0\\.0\\.1 is already in use\\. .*_PORT setting[^\\n]*$`),
    );
  });

  it.each([
    ['bytes that are not HTTP', '\x16\x03\x01\x02\x00garbage\r\n\r\n', 400],
    ['a bad request line', 'GET\r\n\r\n', 400],
    ['a NUL in a header', 'GET / HTTP/1.1\r\nHost: a\r\nX: \0\r\n\r\n', 400],
    ['headers of 40 kB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`, 431],
    [
      'two different lengths',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
      400,
    ],
    [
      'length and chunked',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
      400,
    ],
    ['no Host', 'GET /livez HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    ['a Host that is none', 'GET /livez HTTP/1.1\r\nHost: a b\r\nConnection: close\r\n\r\n', 400],
    ['a backslash path', 'GET /a\\b HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['a broken address', 'GET http://[/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 400],
    ['a malformed escape', 'GET /v1/%E0%A4%A HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 404],
    ['a method of its own', 'PURGE /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n', 405],
    ['CONNECT', 'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org:443\r\n\r\n', 405],
    ['an expectation', 'POST /livez HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 0\r\n\r\n', 417],
    [
      'a bad chunk',
      'POST /v1/notes/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
    ],
  ])('answers %s as a problem', async (_what, bytes, status) => {
    const { server } = await start();
    problemIn(await exchange(server.port, bytes), status);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  });

  it('answers an upgrade as the plain request that it also is', async () => {
    const { server } = await start();
    const raw = await exchange(
      server.port,
      'GET /livez HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n',
      1_000,
    ).catch((error: Error) => error.message.replace('still open: ', ''));
    expect(raw).toContain('200 OK');
  });

  it('refuses too large a body before it was sent, told or chunked', async () => {
    const { server } = await start();
    const head = 'POST /v1/notes/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
    problemIn(await exchange(server.port, `${head}Content-Length: 5000000\r\n\r\n{`), 413);
    const chunk = `10000\r\n${'a'.repeat(65_536)}\r\n`;
    problemIn(await exchange(server.port, `${head}Transfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`), 413);
  });

  it('answers a client that goes on sending too large a body, and its next request', async () => {
    const { server } = await start();
    const headers = { 'content-type': 'application/json' };
    const post = (body: string) => fetch(`${server.url}/v1/notes/a`, { method: 'POST', headers, body });
    for (let round = 0; round < 5; round += 1) {
      expect((await post('x'.repeat(5_000_000))).status).toBe(413);
      expect((await post('{"text":"a"}')).status).toBe(200);
    }
  });

  it('closes on clients that drip their headers or their body', async () => {
    const { server } = await start({ headersTimeoutMs: 300, requestTimeoutMs: 600 });
    const started = performance.now();
    problemIn(await exchange(server.port, 'GET /livez HTTP/1.1\r\nHost: a\r\n'), 408);
    expect(performance.now() - started).toBeLessThan(300 + 600 + 200);
    const slowBody =
      'POST /v1/notes/a HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
    problemIn(await exchange(server.port, slowBody), 408);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
  });

  it('keeps a connection for the next request', async () => {
    const { server } = await start();
    const response = await fetch(`${server.url}/livez`);
    expect(response.headers.get('keep-alive')).toBe('timeout=65');
  });

  it('answers a failing app as a problem without a word of it', async () => {
    const { logger, lines } = createRecordingLogger();
    const broken = { fetch: () => Promise.reject(new Error('secret detail')) };
    const server = await serveHttp(broken, { host: '127.0.0.1', port: 0, drainTimeoutMs: 100, logger });
    open.push(server);
    const response = await fetch(server.url);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const text = await response.text();
    expect(Problem.parse(JSON.parse(text))).toMatchObject({ status: 500, code: 'internal' });
    expect(text).not.toContain('secret detail');
    expect(lines).toMatchObject([{ message: 'unexpected error outside the app' }]);
  });
});

describe('draining', () => {
  it('lets running responses finish, is not ready meanwhile, and takes nothing new', async () => {
    const service = createTestService();
    const running = deferred();
    service.app.get('/slow', async (c) => {
      running.resolve();
      await sleep(300);
      return c.text(c.env.drain?.aborted ? 'finished while draining' : 'finished');
    });
    const { server } = await start({ drainTimeoutMs: 5_000 }, service);
    const client = createHttpClient({ connections: 1 });
    await (await client.fetch(`${server.url}/livez`)).text();
    const slow = client.fetch(`${server.url}/slow`);
    await running.promise;
    const started = performance.now();
    const closing = server.close();
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow();
    expect(await (await slow).text()).toBe('finished while draining');
    await closing;
    expect(performance.now() - started).toBeLessThan(900);
    await client.close();
  });

  it('does not wait for idle kept connections', async () => {
    const { server } = await start({ drainTimeoutMs: 5_000 });
    const client = createHttpClient();
    await Promise.all(
      Array.from({ length: 8 }, async () => (await client.fetch(`${server.url}/livez`)).text()),
    );
    const started = performance.now();
    await Promise.all([server.close(), server.close()]);
    expect(performance.now() - started).toBeLessThan(400);
    await client.close();
  });

  it('takes requests for a while longer, unready, and closes each connection behind its answer', async () => {
    const { server } = await start({ drainTimeoutMs: 5_000, drainDelayMs: 300 });
    const closing = server.close();
    const late = await fetch(`${server.url}/readyz`);
    expect([late.status, late.headers.get('connection')]).toEqual([503, 'close']);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    await sleep(350);
    await expect(fetch(`${server.url}/livez`)).rejects.toThrow();
    await closing;
  });

  it('cuts what still runs after the drain timeout', async () => {
    const service = createTestService();
    service.app.get('/stuck', () => new Promise<Response>(() => undefined));
    const { server } = await start({ drainTimeoutMs: 200 }, service);
    const stuck = fetch(`${server.url}/stuck`).catch(() => 'cut');
    await sleep(50);
    const started = performance.now();
    await server.close();
    expect(await stuck).toBe('cut');
    expect(performance.now() - started).toBeLessThan(600);
  });
});

function deferred() {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
