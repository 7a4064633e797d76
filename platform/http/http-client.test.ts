import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { deadline } from '../resilience/deadline.js';
import { sleep } from '../resilience/sleep.js';
import { createHttpClient, type HttpClientOptions } from './http-client.js';

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close();
});

async function start(listener: RequestListener): Promise<{ url: string; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, server };
}

function createClient(options?: HttpClientOptions) {
  const client = createHttpClient(options);
  cleanUp.push(() => client.close());
  return client;
}

describe('createHttpClient', () => {
  it('resolves with any status', async () => {
    const { url } = await start((_request, response) => response.writeHead(503).end('busy'));
    const response = await createClient().fetch(url);
    expect([response.status, await response.text()]).toEqual([503, 'busy']);
  });

  it('calls in parallel over no more connections than it may', async () => {
    const { url, server } = await start((_request, response) => void setTimeout(() => response.end('ok'), 5));
    let opened = 0;
    server.on('connection', () => opened++);
    const client = createClient({ connections: 4 });
    await Promise.all(Array.from({ length: 60 }, async () => (await client.fetch(url)).text()));
    expect(opened).toBe(4);
  });

  it('rejects with unavailable when nobody listens', async () => {
    const { url, server } = await start(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    await expect(createClient().fetch(url)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 1,
    });
  });

  it('rejects with deadline-exceeded when no answer begins in time', async () => {
    const { url } = await start(() => undefined);
    const calling = createClient({ headersTimeoutMs: 100 }).fetch(url);
    await expect(calling).rejects.toMatchObject({ code: 'deadline-exceeded' });
  });

  it('rejects with the reason of its signal', async () => {
    const { url } = await start(() => undefined);
    const { signal } = deadline(50);
    await expect(createClient().fetch(url, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
    await expect(createClient().fetch(url, { signal })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('hangs up on the callee when its signal aborts', async () => {
    let closed = false;
    const { url } = await start((_request, response) => {
      response.write('first');
      response.on('close', () => {
        closed = true;
      });
    });
    const controller = new AbortController();
    const response = await createClient().fetch(url, { signal: controller.signal });
    const reading = response.text();
    controller.abort(new Error('enough'));
    await expect(reading).rejects.toThrow();
    for (let tries = 0; !closed && tries < 40; tries++) await sleep(5);
    expect(closed).toBe(true);
  });

  it('follows no redirect, which could lead anywhere', async () => {
    const { url } = await start((_request, response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    );
    await expect(createClient().fetch(url)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('sends a request to the address it is given, under the name of the URL', async () => {
    let host: string | undefined;
    const { url } = await start((request, response) => {
      host = request.headers.host;
      response.end('ok');
    });
    const { port } = new URL(url);
    const client = createClient();
    const response = await client.fetch(`http://order-management.test:${port}/`, { address: '127.0.0.1' });
    expect(await response.text()).toBe('ok');
    expect(host).toBe(`order-management.test:${port}`);
    const elsewhere = client.fetch(`http://order-management.test:${port}/`, { address: '127.0.0.9' });
    await expect(elsewhere).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('keeps the connections to an address for the next request', async () => {
    const { url, server } = await start((_request, response) => void response.end('ok'));
    let opened = 0;
    server.on('connection', () => opened++);
    const client = createClient({ connections: 1 });
    for (let time = 0; time < 5; time++) await (await client.fetch(url, { address: '127.0.0.1' })).text();
    expect(opened).toBe(1);
  });
});
