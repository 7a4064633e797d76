import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Spreads TCP connections over replicas that say they are ready, as a load balancer of a cluster does. */
export interface Balancer {
  /** Where clients go, without a trailing slash. */
  url: string;
  /** Connections that a replica did not take although it had said it was ready; they are not tried elsewhere. */
  refused(): number;
  /** The replicas that are ready now. */
  ready(): readonly string[];
  close(): Promise<void>;
}

const CHECK_MILLISECONDS = 100;
const CHECK_LIMIT_MILLISECONDS = 1_000;

/** Starts it before these replicas; each is asked for `/readyz` every 100 ms and left out from its first refusal on. */
export async function startBalancer(replicas: readonly string[]): Promise<Balancer> {
  const healthy = new Set<string>();
  const sockets = new Set<Socket>();
  let refused = 0;
  let turn = 0;

  const check = async (replica: string): Promise<void> => {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), CHECK_LIMIT_MILLISECONDS);
    const ok = await fetch(`${replica}/readyz`, {
      signal: limit.signal,
      headers: { connection: 'close' },
    }).then(
      async (response) => {
        await response.text();
        return response.ok;
      },
      () => false,
    );
    clearTimeout(timer);
    if (ok) healthy.add(replica);
    else healthy.delete(replica);
  };
  await Promise.all(replicas.map(check));
  const timers = replicas.map((replica) => {
    let busy = false;
    return setInterval(() => {
      if (busy) return;
      busy = true;
      void check(replica).finally(() => {
        busy = false;
      });
    }, CHECK_MILLISECONDS);
  });

  const server = createServer({ allowHalfOpen: true }, (client) => {
    const ready = replicas.filter((replica) => healthy.has(replica));
    const target = ready[turn++ % Math.max(1, ready.length)];
    if (target === undefined) {
      refused += 1;
      client.destroy();
      return;
    }
    const { hostname, port } = new URL(target);
    let taken = false;
    const upstream = connect({ host: hostname, port: Number(port), allowHalfOpen: true }, () => {
      taken = true;
      client.pipe(upstream);
      upstream.pipe(client);
    });
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => {
        if (socket === upstream && !taken) refused += 1;
        other.destroy();
      });
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    refused: () => refused,
    ready: () => replicas.filter((replica) => healthy.has(replica)),
    async close() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
