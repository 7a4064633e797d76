import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../platform/errors.js';
import { createHttpClient } from '../../platform/http/http-client.js';
import { CircuitOpenError } from '../../platform/resilience/circuit-open-error.js';
import { createMetrics } from '../../platform/telemetry/metrics.js';
import { createRecordingLogger } from '../../platform/testing/recording-logger.js';
import { createAgentGuards } from './agent-guards.js';
import type { Attempt } from './attempt-at.js';

const AGENT = 'order-management';
const [ONE, TWO] = ['127.0.0.1', '127.0.0.2'] as const;

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close();
});

async function listen(address: string, port: number, listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  cleanUp.push(() => stop(server));
  return server;
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Two replicas behind one name; each answers as `behaviour` says and notes what it was asked. */
async function openReplicas(behaviour: Record<string, 'ok' | 'failing' | 'hanging'>) {
  const asked: Record<string, string[]> = { [ONE]: [], [TWO]: [] };
  const listenerOf =
    (address: string): RequestListener =>
    (request, response) => {
      asked[address]?.push(request.url ?? '');
      if (behaviour[address] === 'hanging') return;
      response.writeHead(behaviour[address] === 'ok' ? 200 : 503).end('{}');
    };
  const first = await listen(ONE, 0, listenerOf(ONE));
  const { port } = first.address() as AddressInfo;
  const servers: Record<string, Server> = { [ONE]: first, [TWO]: await listen(TWO, port, listenerOf(TWO)) };
  const http = createHttpClient();
  cleanUp.push(() => http.close());
  const metrics = createMetrics('test');
  const { logger, lines } = createRecordingLogger();
  const addresses = [ONE, TWO] as string[];
  const url = `http://agents.test:${port}`;
  const guards = createAgentGuards({
    agents: [AGENT],
    wire: { http, urls: { [AGENT]: url }, attemptTimeoutMs: 1_000 },
    logger,
    metrics,
    resolve: async () => [...addresses],
  });
  const post = async ({ address, signal }: Attempt) => {
    const response = await http.fetch(`${url}/v1/respond`, { method: 'POST', address, signal });
    if (response.status !== 200) throw new AppError('unavailable', `status ${response.status}`);
    return address;
  };
  const call = (signal = new AbortController().signal) =>
    guards.run(AGENT, post, {
      signal,
      mayRetry: (error, elsewhere) => error instanceof AppError || elsewhere,
    });
  return {
    ...{ asked, servers, guards, call, addresses, lines, port },
    respond: (address: string) => asked[address]?.filter((path) => path === '/v1/respond').length ?? 0,
    revive: async (address: string) => {
      behaviour[address] = 'ok';
      servers[address] = await listen(address, port, listenerOf(address));
    },
    gauge: async () =>
      (await metrics.render()).split('\n').filter((line) => line.startsWith('support_agent_circuit_state{')),
  };
}

async function until(what: () => boolean, milliseconds = 2_000): Promise<number> {
  const startedAt = performance.now();
  while (!what()) {
    if (performance.now() - startedAt > milliseconds) throw new Error('it did not happen');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - startedAt;
}

describe('the guards of an agent with two replicas', () => {
  it('spread calls over both', async () => {
    const { call, respond } = await openReplicas({ [ONE]: 'ok', [TWO]: 'ok' });
    await Promise.all(Array.from({ length: 20 }, () => call()));
    expect([respond(ONE), respond(TWO)]).toEqual([10, 10]);
  });

  it('answer everybody while one is out of order, and soon leave it alone', async () => {
    const { call, respond, guards, gauge } = await openReplicas({ [ONE]: 'failing', [TWO]: 'ok' });
    const answers: string[] = [];
    for (let time = 0; time < 30; time++) answers.push(await call());
    expect(new Set(answers)).toEqual(new Set([TWO]));
    expect(respond(ONE)).toBe(5);
    expect(guards.states()).toEqual({ [AGENT]: 'closed' });
    expect((await gauge()).find((line) => line.includes(ONE))).toMatch(/ [12]$/);
    expect((await gauge()).find((line) => line.includes(TWO))).toMatch(/ 0$/);
  });

  it('ask the other one when one hangs', async () => {
    const { call } = await openReplicas({ [ONE]: 'hanging', [TWO]: 'ok' });
    expect([await call(), await call()]).toEqual([TWO, TWO]);
  });

  it('do not repeat what hangs everywhere', async () => {
    const { call, respond } = await openReplicas({ [ONE]: 'hanging', [TWO]: 'hanging' });
    await expect(call()).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(respond(ONE) + respond(TWO)).toBe(2);
  });

  it('reject at once, saying when to come back, while both are out of order', async () => {
    const { call, guards, asked } = await openReplicas({ [ONE]: 'failing', [TWO]: 'failing' });
    const calls: Promise<unknown>[] = [];
    await until(() => {
      calls.push(call().catch(() => undefined));
      return guards.states()[AGENT] === 'open';
    });
    await Promise.all(calls);
    const callsBefore = Object.values(asked).flat().length;
    const rejected = await call().catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(CircuitOpenError);
    expect(rejected).toMatchObject({ retryAfterSeconds: 1 });
    expect(Object.values(asked).flat()).toHaveLength(callsBefore);
  });

  it('find out by themselves that a replica is back, with a log line for each change', async () => {
    const { call, guards, servers, revive, asked, addresses, lines } = await openReplicas({ [ONE]: 'ok' });
    addresses.splice(1);
    const server = servers[ONE];
    if (server !== undefined) await stop(server);
    for (let time = 0; time < 2; time++) await call().catch(() => undefined);
    expect(guards.states()).toEqual({ [AGENT]: 'open' });
    await revive(ONE);
    expect(await until(() => guards.states()[AGENT] === 'closed')).toBeLessThan(1_500);
    expect(asked[ONE]?.filter((path) => path === '/readyz')).toHaveLength(1);
    const changes = lines.filter(({ level, circuit }) => level === 'warn' && circuit !== undefined);
    expect(changes.map(({ circuit, replica }) => `${circuit} ${replica}`)).toEqual([
      `open ${ONE}`,
      `closed ${ONE}`,
    ]);
  });

  it('forget a replica whose address is gone', async () => {
    const { call, addresses, respond, gauge } = await openReplicas({ [ONE]: 'ok', [TWO]: 'ok' });
    await Promise.all([call(), call()]);
    addresses.splice(0, 1);
    for (let time = 0; time < 4; time++) expect(await call()).toBe(TWO);
    expect(respond(ONE)).toBe(1);
    expect(await gauge()).toHaveLength(1);
  });

  it('repeat no more than a fifth of what is going on', async () => {
    const { call, respond } = await openReplicas({ [ONE]: 'failing', [TWO]: 'failing' });
    await Promise.allSettled(Array.from({ length: 60 }, () => call()));
    expect(respond(ONE) + respond(TWO)).toBeLessThanOrEqual(60 + 12);
  });

  it('count no caller who goes away against the replica, whatever reason it gives', async () => {
    const { guards, call, addresses } = await openReplicas({ [ONE]: 'hanging' });
    addresses.splice(1);
    for (let time = 0; time < 8; time++) {
      const leaving = new AbortController();
      const calling = call(leaving.signal);
      setTimeout(() => leaving.abort(new Error('the session was taken over')), 5);
      await expect(calling).rejects.toThrow('the session was taken over');
    }
    expect(guards.states()).toEqual({ [AGENT]: 'closed' });
  });
});
