import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a service and PostgreSQL and notes every statement that is sent, also `begin` and `commit`. */
export interface StatementCounter {
  /** The database's address through here. */
  url: string;
  /** What was sent since the last time. */
  take(): string[];
  close(): Promise<void>;
}

/** Starts one before this database. It reads the frontend's messages of the wire protocol, version 3. */
export async function startStatementCounter(databaseUrl: string): Promise<StatementCounter> {
  const upstreamUrl = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let statements: string[] = [];
  const server = createServer((client) => {
    const upstream = connect(Number(upstreamUrl.port || 5432), upstreamUrl.hostname);
    const read = createReader((text) => statements.push(text));
    client.on('data', (chunk) => {
      read(chunk);
      upstream.write(chunk);
    });
    upstream.pipe(client);
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    take: () => {
      const taken = statements;
      statements = [];
      return taken;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The first message has no type; of the others `Q` is a statement, and `E` runs the last one that `P` has parsed. */
export function createReader(onStatement: (text: string) => void): (chunk: Buffer) => void {
  let buffered = Buffer.alloc(0);
  let started = false;
  let parsed = '';
  return (chunk) => {
    buffered = Buffer.concat([buffered, chunk]);
    for (;;) {
      const head = started ? 5 : 4;
      if (buffered.length < head) return;
      const length = buffered.readInt32BE(head - 4) + head - 4;
      if (buffered.length < length) return;
      const type = started ? String.fromCharCode(buffered[0] ?? 0) : '';
      const body = buffered.subarray(head, length);
      buffered = buffered.subarray(length);
      started = true;
      if (type === 'Q') onStatement(textAt(body, 0));
      else if (type === 'P') parsed = textAt(body, body.indexOf(0) + 1);
      else if (type === 'E') onStatement(parsed);
    }
  };
}

function textAt(body: Buffer, start: number): string {
  const end = body.indexOf(0, start);
  return body.toString('utf8', start, end === -1 ? body.length : end);
}
