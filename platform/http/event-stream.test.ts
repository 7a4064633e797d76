import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../errors.js';
import { sleep } from '../resilience/sleep.js';
import { collect } from '../testing/collect.js';
import { createRecordingLogger } from '../testing/recording-logger.js';
import { createTestService } from '../testing/test-service.js';
import type { AppEnv } from './app-env.js';
import { type EventStreamOptions, eventStream, type SendEvent } from './event-stream.js';
import { createHttpClient, type HttpClient } from './http-client.js';
import { readEvents } from './read-events.js';
import { type HttpServer, serveHttp } from './serve.js';

type TestEvent = { type: string; text?: string };
type Run = (send: SendEvent<TestEvent>, signal: AbortSignal) => Promise<void>;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close();
});

function createStreamService(run: Run, options?: EventStreamOptions) {
  const service = createTestService();
  service.app.get('/events', (c) => eventStream(c, run, options));
  return service;
}

async function serve(run: Run, options?: EventStreamOptions, stallMs = 30_000) {
  const service = createStreamService(run, options);
  const { logger } = createRecordingLogger();
  const server: HttpServer = await serveHttp(service.app, {
    host: '127.0.0.1',
    port: 0,
    drainTimeoutMs: 100,
    stallMs,
    logger,
  });
  const client: HttpClient = createHttpClient();
  cleanUp.push(
    () => server.close(),
    () => client.close(),
  );
  return { server, client, lines: service.lines };
}

/** A reader that asks for the events and then reads only when told to. */
function openSocket(server: HttpServer): Promise<Socket> {
  return new Promise((resolve) => {
    const socket = connect(server.port, '127.0.0.1', () => {
      socket.pause();
      socket.write('GET /events HTTP/1.1\r\nHost: a\r\n\r\n');
      resolve(socket);
    });
    socket.on('error', () => undefined);
    cleanUp.push(() => socket.destroy());
  });
}

async function until(condition: () => boolean, milliseconds = 2_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!condition()) {
    if (performance.now() > end) throw new Error('it never happened');
    await sleep(5);
  }
}

describe('eventStream', () => {
  it('writes type, id and the whole event, and ends with the run', async () => {
    const { app } = createStreamService(async (send) => {
      await send({ type: 'turn-start' });
      await send({ type: 'text-delta', text: 'two\nlines' });
    });
    const response = await app.request('/events');
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache, no-transform');
    expect(await response.text()).toBe(
      'event: turn-start\nid: 1\ndata: {"type":"turn-start"}\n\n' +
        'event: text-delta\nid: 2\ndata: {"type":"text-delta","text":"two\\nlines"}\n\n',
    );
  });

  it('goes on numbering for a reader that rejoins', async () => {
    const { app } = createStreamService((send) => send({ type: 'turn-end' }), { firstId: 8 });
    expect(await (await app.request('/events')).text()).toContain('id: 8\n');
  });

  it('tells an AppError as the last event', async () => {
    const { app } = createStreamService(async (send) => {
      await send({ type: 'turn-start' });
      throw new AppError('turn-running', 'A turn of this session is running.');
    });
    const events = await collect(readEvents(await app.request('/events')));
    expect(events.map(({ event }) => event)).toEqual(['turn-start', 'error']);
    expect(JSON.parse(events[1]?.data ?? '')).toMatchObject({
      type: 'error',
      problem: { code: 'turn-running', status: 409, detail: 'A turn of this session is running.' },
    });
  });

  it('keeps an unknown error to the log', async () => {
    const { app, lines } = createStreamService(async () => {
      throw new Error('password of the database');
    });
    const text = await (await app.request('/events')).text();
    expect(text).toContain('"code":"internal"');
    expect(text).not.toContain('password');
    expect(lines.find(({ level }) => level === 'error')?.error).toMatchObject({
      message: 'password of the database',
    });
  });

  it('reaches the reader event by event, headers first', async () => {
    const step: { release: () => void } = { release: () => undefined };
    const { server, client } = await serve(async (send) => {
      await new Promise<void>((resolve) => {
        step.release = resolve;
      });
      await send({ type: 'late' });
    });
    const response = await client.fetch(`${server.url}/events`);
    expect(response.status).toBe(200);
    step.release();
    const events = await collect(readEvents(response));
    expect(events.map(({ event }) => event)).toEqual(['late']);
  });

  it('sends a comment while nothing happens', async () => {
    const { app } = createStreamService(
      async (send) => {
        await sleep(120);
        await send({ type: 'late' });
      },
      { heartbeatMs: 50 },
    );
    const text = await (await app.request('/events')).text();
    expect(text).toMatch(/^(: keep-alive\n\n)+event: late/);
  });

  it.each([
    ['before anything was written', false],
    ['in the middle', true],
  ])('aborts at once when the client leaves %s', async (_when, writes) => {
    const seen = { started: false, abortedAt: 0, reason: '' };
    const { server } = await serve(async (send, signal) => {
      if (writes) await send({ type: 'turn-start' });
      seen.started = true;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      seen.abortedAt = performance.now();
      seen.reason = String(signal.reason?.name);
      await expect(send({ type: 'too-late' })).rejects.toMatchObject({ name: 'AbortError' });
    });
    const socket = await openSocket(server);
    await until(() => seen.started);
    const left = performance.now();
    socket.destroy();
    await until(() => seen.abortedAt > 0);
    expect(seen.abortedAt - left).toBeLessThan(100);
    expect(seen.reason).toBe('AbortError');
  });

  it('aborts when the body is cancelled without a server', async () => {
    const seen: { reason?: unknown } = {};
    const { app } = createStreamService(async (_send, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      seen.reason = signal.reason;
    });
    await (await app.request('/events')).body?.cancel();
    await until(() => seen.reason !== undefined);
  });

  it("aborts with the request's own signal without a server", async () => {
    const client = new AbortController();
    const seen: { aborted?: boolean } = {};
    const { app } = createStreamService(async (_send, signal) => {
      await sleep(60_000, signal).catch(() => undefined);
      seen.aborted = signal.aborted;
    });
    const response = await app.request('/events', { signal: client.signal });
    client.abort();
    await until(() => seen.aborted === true);
    expect(await response.text()).toBe('');
    const late = await app.request('/events', { signal: client.signal });
    expect(await late.text()).toBe('');
  });

  it('logs no error when the client leaves', async () => {
    const { server, lines } = await serve(async (send, signal) => {
      await send({ type: 'turn-start' });
      await sleep(60_000, signal);
    });
    const socket = await openSocket(server);
    await sleep(50);
    socket.destroy();
    await until(() => lines.some(({ message }) => message === 'request'));
    expect(lines).toMatchObject([{ level: 'info', status: 200, aborted: true }]);
  });

  it('waits for a reader that does not read, and holds little for it', async () => {
    const sent = { count: 0 };
    const { server } = await serve(async (send) => {
      for (; sent.count < 100_000; sent.count++) {
        await send({ type: 'text-delta', text: 'x'.repeat(1_000) });
      }
    });
    const socket = await openSocket(server);
    await sleep(300);
    const whileStuck = sent.count;
    await sleep(200);
    expect(sent.count).toBe(whileStuck);
    // What the kernel's two socket buffers take comes on top of our own 16 kB.
    expect(whileStuck).toBeLessThan(8_000);
    socket.resume();
    await until(() => sent.count > whileStuck + 1_000);
    socket.destroy();
  });

  it('drops a reader that takes nothing for too long', async () => {
    const seen: { reason?: unknown } = {};
    const { server } = await serve(
      async (send, signal) => {
        try {
          for (;;) await send({ type: 'text-delta', text: 'x'.repeat(10_000) });
        } catch {
          seen.reason = signal.reason;
        }
      },
      {},
      150,
    );
    const socket = await openSocket(server);
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    await until(() => seen.reason !== undefined, 5_000);
    expect(String(seen.reason)).toContain('The client is gone');
    socket.resume();
    await closed;
  });

  it('keeps the order of events that nobody awaited', async () => {
    const { app } = createStreamService(async (send) => {
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          send({ type: 'text-delta', text: `${index} ${'x'.repeat(999)}` }),
        ),
      );
    });
    const events = await collect(readEvents(await app.request('/events')));
    expect(events.map(({ id }) => id)).toEqual(Array.from({ length: 50 }, (_, index) => String(index + 1)));
    expect(events.map(({ data }) => Number.parseInt(JSON.parse(data).text, 10))).toEqual(
      Array.from({ length: 50 }, (_, index) => index),
    );
  });

  it('knows its request', async () => {
    const service = createTestService();
    service.app.get('/events', (c) =>
      eventStream<TestEvent>(c, (send) =>
        send({ type: 'trace', text: (c.var satisfies AppEnv['Variables']).trace.traceId }),
      ),
    );
    const response = await service.app.request('/events', {
      headers: { traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' },
    });
    expect(await response.text()).toContain('4bf92f3577b34da6a3ce929d0e0e4736');
  });
});
