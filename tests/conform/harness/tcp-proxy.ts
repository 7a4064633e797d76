import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** What is done to connections: new ones are let through, refused with a reset, or accepted and then nothing. */
export type Trouble = 'none' | 'refuse' | 'stall';

/** A TCP proxy on loopback that breaks what goes through it by command. */
export interface TcpProxy {
  port: number;
  /** Connections that came so far, refused ones as well. */
  readonly arrived: number;
  /** Connections that are open now. */
  readonly open: number;
  /** From now on; with `stall` also for what is open: bytes wait, and go on when it is over. */
  set(trouble: Trouble): void;
  /** Bytes are held back for so long in each direction. */
  delay(milliseconds: number): void;
  /** Ends all open connections: orderly (FIN), or as a crash does (RST). */
  cut(how: 'fin' | 'reset'): void;
  close(): Promise<void>;
}

interface Pair {
  client: Socket;
  server: Socket;
}

/** Forwards to a port, which may be found out for each connection. */
export async function startTcpProxy(target: number | (() => number), host = '127.0.0.1'): Promise<TcpProxy> {
  const pairs = new Set<Pair>();
  const parked = new Set<Socket>();
  const state = { trouble: 'none' as Trouble, delayMs: 0, arrived: 0 };

  const join = (client: Socket): void => {
    const port = typeof target === 'number' ? target : target();
    const server = connect({ port, host, noDelay: true });
    const pair = { client, server };
    pairs.add(pair);
    forward(client, server, state);
    forward(server, client, state);
    const drop = () => {
      pairs.delete(pair);
      if (!client.destroyed) client.resetAndDestroy();
      if (!server.destroyed) server.resetAndDestroy();
    };
    for (const socket of [client, server]) {
      socket.on('error', drop);
      socket.on('close', (broken) => {
        if (broken) drop();
        else if (client.destroyed && server.destroyed) pairs.delete(pair);
      });
    }
  };

  const listener = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
    state.arrived += 1;
    client.on('error', () => client.destroy());
    if (state.trouble === 'refuse') client.resetAndDestroy();
    else if (state.trouble === 'stall') {
      parked.add(client);
      client.on('close', () => parked.delete(client));
    } else join(client);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));

  return {
    port: (listener.address() as AddressInfo).port,
    get arrived() {
      return state.arrived;
    },
    get open() {
      return pairs.size + parked.size;
    },
    set(trouble) {
      state.trouble = trouble;
      for (const { client, server } of pairs) {
        for (const socket of [client, server]) trouble === 'stall' ? socket.pause() : socket.resume();
      }
      if (trouble === 'none') for (const client of parked) join(client);
      if (trouble === 'refuse') for (const client of parked) client.resetAndDestroy();
      if (trouble !== 'stall') parked.clear();
    },
    delay(milliseconds) {
      state.delayMs = milliseconds;
    },
    cut(how) {
      for (const { client, server } of pairs) {
        for (const socket of [client, server]) how === 'fin' ? socket.end() : socket.resetAndDestroy();
      }
      for (const client of parked) client.resetAndDestroy();
    },
    close() {
      for (const { client, server } of pairs) {
        client.destroy();
        server.destroy();
      }
      for (const client of parked) client.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}

/** Bytes in order, held back by the delay of the moment they came; reading stops while the other side is full. */
function forward(from: Socket, to: Socket, state: { delayMs: number; trouble: Trouble }): void {
  const pass = (bytes: Buffer): void => {
    if (to.destroyed || to.write(bytes)) return;
    from.pause();
    to.once('drain', () => {
      if (state.trouble !== 'stall') from.resume();
    });
  };
  from.on('data', (bytes: Buffer) => {
    if (state.delayMs === 0) pass(bytes);
    else setTimeout(() => pass(bytes), state.delayMs);
  });
  from.on('end', () => setTimeout(() => to.end(), state.delayMs));
}
