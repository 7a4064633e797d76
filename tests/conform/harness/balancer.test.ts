import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { waitFor } from '../../helpers/processes.js';
import { startBalancer } from './balancer.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function startReplica(name: string): Promise<{ url: string; ready: boolean; server: Server }> {
  const server = createServer((request, response) => {
    if (request.url === '/readyz') response.statusCode = replica.ready ? 200 : 503;
    response.end(name);
  });
  const replica = { url: '', ready: true, server };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  replica.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  closers.push(() => server.close());
  return replica;
}
const ask = async (url: string): Promise<string> =>
  (await fetch(url, { headers: { connection: 'close' } })).text();

it('spreads connections over the replicas that are ready, and leaves out one that is not', async () => {
  const [one, two] = [await startReplica('one'), await startReplica('two')];
  const balancer = await startBalancer([one.url, two.url]);
  closers.push(() => balancer.close());
  expect(new Set([await ask(balancer.url), await ask(balancer.url)])).toEqual(new Set(['one', 'two']));
  one.ready = false;
  await waitFor('the check', async () => balancer.ready().length === 1);
  expect([await ask(balancer.url), await ask(balancer.url)]).toEqual(['two', 'two']);
  one.ready = true;
  await waitFor('the check', async () => balancer.ready().length === 2);
  expect(balancer.refused()).toBe(0);
});

it('counts a connection that a replica does not take, and tries no other', async () => {
  const [one] = [await startReplica('one')];
  const balancer = await startBalancer([one.url]);
  closers.push(() => balancer.close());
  one.server.close();
  one.server.closeAllConnections();
  await expect(ask(balancer.url)).rejects.toThrow();
  expect(balancer.refused()).toBe(1);
});
