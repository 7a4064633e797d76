import { createServer, type Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { sleep } from '../resilience/sleep.js';
import { createRecordingLogger } from '../testing/recording-logger.js';
import { guardConnections } from './guard-connections.js';

const STALL_MILLISECONDS = 200;
/** More than the kernel keeps for a reader. */
const BIG = Buffer.alloc(12_000_000, 'x');

function* pieces() {
  for (let at = 0; at < BIG.length; at += 50_000) yield BIG.subarray(at, at + 50_000);
}

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close();
});

/** Answers `/big` with more than fits, `/pieces` the same in chunks, `/slow` after a moment, and everything else at once. */
async function serve(stallMs = STALL_MILLISECONDS): Promise<{ port: number; messages: () => unknown[] }> {
  const { logger, lines } = createRecordingLogger();
  const server: Server = createServer((request, response) => {
    if (request.url === '/big') response.end(BIG);
    else if (request.url === '/pieces') Readable.from(pieces()).pipe(response);
    else if (request.url === '/slow') setTimeout(() => response.end('late'), 3 * STALL_MILLISECONDS);
    else response.end('soon');
  });
  guardConnections(server, { stallMs, logger });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, messages: () => lines.map(({ message }) => message) };
}

function ask(port: number, paths: readonly string[]): { socket: Socket; closed: () => boolean } {
  const socket = connect(port, '127.0.0.1');
  let closed = false;
  socket.on('error', () => undefined);
  socket.once('close', () => {
    closed = true;
  });
  socket.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
  cleanUp.push(() => socket.destroy());
  return { socket, closed: () => closed };
}

describe('guardConnections', () => {
  it('hangs up on a client that leaves a complete answer unread', async () => {
    const { port, messages } = await serve();
    const { socket, closed } = ask(port, ['/big']);
    socket.pause();
    await sleep(4 * STALL_MILLISECONDS);
    expect(messages()).toEqual(['a client does not read']);
    socket.resume();
    await sleep(100);
    expect(closed()).toBe(true);
  });

  it('bears with a client that reads slowly, for longer than it may stall', async () => {
    const { port, messages } = await serve(1_000);
    const { socket } = ask(port, ['/pieces']);
    const startedAt = performance.now();
    let received = 0;
    let pauses = 0;
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (received < (pauses + 1) * 1_000_000) return;
      pauses += 1;
      socket.pause();
      setTimeout(() => socket.resume(), 150);
    });
    for (let tries = 0; received < BIG.length && tries < 1_000; tries++) await sleep(10);
    expect(received).toBeGreaterThan(BIG.length);
    expect(performance.now() - startedAt).toBeGreaterThan(1_500);
    expect(messages()).toEqual([]);
  });

  it('bears with a client that waits for its answer', async () => {
    const { port } = await serve();
    const { socket, closed } = ask(port, ['/slow']);
    let received = '';
    socket.on('data', (chunk) => {
      received += String(chunk);
    });
    await sleep(4 * STALL_MILLISECONDS);
    expect(received).toContain('late');
    expect(closed()).toBe(false);
  });

  it.each([
    [16, false],
    [17, true],
  ])('takes %i requests sent ahead of their answers; hangs up: %s', async (count, hangsUp) => {
    const { port, messages } = await serve();
    const { socket, closed } = ask(
      port,
      Array.from({ length: count }, () => '/slow'),
    );
    socket.resume();
    await sleep(100);
    expect(closed()).toBe(hangsUp);
    expect(messages()).toHaveLength(hangsUp ? 1 : 0);
  });

  it('counts only requests that are not answered yet', async () => {
    const { port } = await serve();
    const { socket, closed } = ask(port, ['/']);
    socket.resume();
    for (let count = 0; count < 40; count++) {
      await sleep(5);
      socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    }
    await sleep(50);
    expect(closed()).toBe(false);
  });
});
