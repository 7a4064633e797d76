import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../telemetry/logger.js';

/** What a connection may cost. */
export interface ConnectionLimits {
  /** A client that does not take the chunk that waits for it in so long is hung up on. */
  stallMs: number;
  /** Requests that one connection may send ahead of their answers. */
  pipelined?: number;
  logger: Logger;
}

interface Watched {
  waiting: number;
  /** When something of the answer was last taken. */
  takenAt: number;
  answering: number;
}

/**
 * Hangs up on clients that do not read. Node has no limit for either: an answer that is complete and yet unread holds its
 * connection forever, and requests that are sent ahead are all worked on at once, their answers kept in memory.
 */
export function guardConnections(server: Server, limits: ConnectionLimits): void {
  const { stallMs, pipelined = 16, logger } = limits;
  const connections = new Map<Socket, Watched>();
  server.on('connection', (socket: Socket) => {
    connections.set(socket, { waiting: 0, takenAt: performance.now(), answering: 0 });
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const watched = connections.get(socket);
    if (watched === undefined) return;
    watched.answering += 1;
    response.once('close', () => {
      watched.answering -= 1;
    });
    if (watched.answering <= pipelined) return;
    logger.warn({ pipelined }, 'a client sent too many requests ahead of their answers');
    socket.destroy();
  });
  const watch = setInterval(() => {
    for (const [socket, watched] of connections) {
      const waiting = socket.writableLength;
      if (waiting === 0 || waiting !== watched.waiting) {
        watched.waiting = waiting;
        watched.takenAt = performance.now();
      } else if (performance.now() - watched.takenAt >= stallMs) {
        logger.warn({ waiting, stallMs }, 'a client does not read');
        socket.destroy();
      }
    }
  }, stallMs / 30);
  watch.unref();
  server.once('close', () => clearInterval(watch));
}
