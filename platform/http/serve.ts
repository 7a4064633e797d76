import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { sleep } from '../resilience/sleep.js';
import type { Logger } from '../telemetry/logger.js';
import type { Service } from './create-service.js';
import { guardConnections } from './guard-connections.js';
import { answerUnparsed } from './unparsed-requests.js';

/** A service that listens. */
export interface HttpServer {
  /** Where it is reached from this machine, without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /**
   * Drains: `/readyz` turns 503 at once; after the drain delay nothing new is accepted, running responses may finish. What
   * still runs after the drain timeout is cut. Every call waits for the same end.
   */
  close(): Promise<void>;
}

/** Where to listen and for how long to drain; the timeouts bound slow clients. */
export interface ServeOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  drainTimeoutMs: number;
  /** For how long new requests are still taken while it drains, until whoever sends them has seen that it is not ready. */
  drainDelayMs?: number;
  logger: Logger;
  /** How long a client may take to send its headers. */
  headersTimeoutMs?: number;
  /** How long a client may take to send its whole request. */
  requestTimeoutMs?: number;
  /** How long a client may take nothing of an answer that waits for it. */
  stallMs?: number;
}

/** The port cannot be had. The message is one line that says which port and what to do. */
export class ListenError extends Error {
  constructor(host: string, port: number, cause: Error) {
    const inUse = 'code' in cause && cause.code === 'EADDRINUSE';
    const reason = inUse ? 'is already in use' : `cannot be had (${cause.message})`;
    super(
      `Port ${port} on ${host} ${reason}. Stop what uses it, or choose another with the service's *_PORT setting (for example SUPERVISOR_PORT=${port + 1000}).`,
      { cause },
    );
    this.name = 'ListenError';
  }
}

/** Serves an app over HTTP/1.1. Rejects with a ListenError when the port cannot be had. */
export async function serveHttp(app: Pick<Service, 'fetch'>, options: ServeOptions): Promise<HttpServer> {
  const { host, port, headersTimeoutMs = 5_000, requestTimeoutMs = 15_000, stallMs = 30_000 } = options;
  const drain = new AbortController();
  const listener = getRequestListener(
    (request, { outgoing }) => {
      // The next request on this connection would meet a closed door.
      if (drain.signal.aborted && 'shouldKeepAlive' in outgoing) outgoing.shouldKeepAlive = false;
      return app.fetch(request, { outgoing, drain: drain.signal });
    },
    { errorHandler: (error) => answerUnparsed.response(error, options.logger) },
  );
  const server = createServer(
    {
      // Longer than the clients' own idle time, so that the client closes first and no request meets a closing socket.
      keepAliveTimeout: 65_000,
      headersTimeout: headersTimeoutMs,
      requestTimeout: requestTimeoutMs,
      connectionsCheckingInterval: 250,
      requireHostHeader: false,
    },
    listener,
  );
  answerUnparsed.attach(server);
  guardConnections(server, { stallMs, logger: options.logger });
  await listen(server, host, port);
  const address = addressOf(server);
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  let closed: Promise<void> | undefined;
  return {
    url: `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`,
    port: address.port,
    close() {
      closed ??= drainServer(server, drain, options);
      return closed;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const onError = (error: Error) => reject(new ListenError(host, port, error));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve();
    });
  });
}

function addressOf(server: Server): AddressInfo {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address;
}

async function drainServer(server: Server, drain: AbortController, options: ServeOptions): Promise<void> {
  drain.abort(new DOMException('The process is about to stop.', 'AbortError'));
  const cut = setTimeout(() => {
    options.logger.warn(
      { drainTimeoutMs: options.drainTimeoutMs },
      'drain timeout passed, cutting connections',
    );
    server.closeAllConnections();
  }, options.drainTimeoutMs);
  if (options.drainDelayMs !== undefined) await sleep(Math.min(options.drainDelayMs, options.drainTimeoutMs));
  const idle = setInterval(() => server.closeIdleConnections(), 100);
  try {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeIdleConnections();
    });
  } finally {
    clearInterval(idle);
    clearTimeout(cut);
  }
}
