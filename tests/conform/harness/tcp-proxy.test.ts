import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

let echo: Server;
let proxy: TcpProxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  proxy = await startTcpProxy((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

/** A connection through the proxy, and what it got: bytes, or how it ended. */
function open() {
  const socket = connect(proxy.port, '127.0.0.1');
  sockets.push(socket);
  const got: string[] = [];
  socket.on('data', (bytes) => got.push(String(bytes)));
  socket.on('end', () => got.push('FIN'));
  socket.on('error', (error) => got.push('code' in error ? String(error.code) : error.message));
  /** Waits for an answer or the end, or for as long as nothing should come. */
  const say = async (text: string, milliseconds?: number) => {
    socket.write(text);
    if (milliseconds !== undefined) await pause(milliseconds);
    for (let waited = 0; milliseconds === undefined && got.length === 0 && waited < 500; waited++)
      await pause(10);
    return got.splice(0).join('');
  };
  return { say, got };
}
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('the TCP proxy', () => {
  it('lets everything through and counts connections', async () => {
    const [one, other] = [open(), open()];
    expect([await one.say('a'), await other.say('b')]).toEqual(['a', 'b']);
    expect([proxy.arrived, proxy.open]).toEqual([2, 2]);
  });

  it('refuses new connections and leaves old ones', async () => {
    const old = open();
    await old.say('a');
    proxy.set('refuse');
    expect(await open().say('b')).toMatch(/ECONNRESET|EPIPE/);
    expect(await old.say('c')).toBe('c');
    expect(proxy.arrived).toBe(2);
  });

  it('holds old and new connections back while it stalls, and loses nothing', async () => {
    const old = open();
    await old.say('a');
    proxy.set('stall');
    const late = open();
    expect([await old.say('b', 30), await late.say('c', 30)]).toEqual(['', '']);
    proxy.set('none');
    await pause(50);
    expect([old.got.join(''), late.got.join('')]).toEqual(['b', 'c']);
  });

  it.each([
    ['fin', 'FIN'],
    ['reset', 'ECONNRESET'],
  ] as const)('cuts what is open by %s', async (how, seen) => {
    const { say, got } = open();
    await say('a');
    proxy.cut(how);
    await pause(50);
    expect(got).toContain(seen);
    expect(await open().say('b')).toBe('b');
  });

  it('holds bytes back for a while', async () => {
    const { say, got } = open();
    proxy.delay(60);
    expect(await say('a', 30)).toBe('');
    await pause(200);
    expect(got.join('')).toBe('a');
  });
});
