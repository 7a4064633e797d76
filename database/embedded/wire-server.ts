import { randomInt } from 'node:crypto';
import { createServer, type Socket } from 'node:net';
import { createTurns } from './turns.js';
import { type WireBackend, WireConnection } from './wire-connection.js';

/** Limits of the wire server; a client that keeps a transaction open and idle longer is disconnected. */
export interface WireServerOptions {
  backend: WireBackend;
  socketPath: string;
  idleTransactionMs?: number;
  maxFrameBytes?: number;
  /** Told when the backend broke; a statement that fails is an answer and not told. */
  onBroken?: (error: unknown) => void;
}

/** A listening wire server. `close` disconnects everybody and waits until their transactions were rolled back. */
export interface WireServer {
  close(): Promise<void>;
}

/**
 * Lets any number of PostgreSQL clients share one single-session backend over a Unix socket. Transactions run one after
 * another in the order they began. There is no password: who can reach the socket's folder is in.
 */
export async function startWireServer({
  backend,
  socketPath,
  idleTransactionMs = 5_000,
  maxFrameBytes = 64 * 1_048_576,
  onBroken = () => undefined,
}: WireServerOptions): Promise<WireServer> {
  const turns = createTurns();
  const connections = new Map<number, { secret: number; connection: WireConnection }>();
  let lastProcessId = 0;

  const serve = (socket: Socket) => {
    lastProcessId += 1;
    const key = { processId: lastProcessId, secret: randomInt(2 ** 32 - 1) };
    const onCancel = (processId: number, secret: number) => {
      const target = connections.get(processId);
      if (target?.secret === secret) target.connection.cancel();
    };
    const connection = new WireConnection({
      socket,
      backend,
      turns,
      key,
      idleTransactionMs,
      maxFrameBytes,
      onCancel,
      onBroken,
    });
    connections.set(key.processId, { secret: key.secret, connection });
    void connection.closed.then(() => connections.delete(key.processId));
  };

  const server = createServer(serve);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  return {
    async close() {
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      const leaving = [...connections.values()].map(({ connection }) => {
        connection.close();
        return connection.closed;
      });
      await Promise.all([...leaving, stopped]);
    },
  };
}
