import type { Socket } from 'node:net';
import { createFrameReader, type Frame } from './frame-reader.js';
import { createStatementNames } from './statement-names.js';
import type { Turns } from './turns.js';
import {
  buildError,
  buildGreeting,
  buildMessage,
  buildQuery,
  buildReady,
  readOutput,
} from './wire-messages.js';

/** The one backend that all connections share: takes whole protocol messages, gives back everything it answers. */
export interface WireBackend {
  readonly serverVersion: string;
  execute(messages: Uint8Array): Promise<Uint8Array>;
}

/** What a connection needs of the server around it. */
export interface WireConnectionOptions {
  socket: Socket;
  backend: WireBackend;
  turns: Turns;
  key: { processId: number; secret: number };
  idleTransactionMs: number;
  maxFrameBytes: number;
  /** A client of this address wants the named connection's waiting query cancelled. */
  onCancel(processId: number, secret: number): void;
}

/** One client. `cancel` gives up a query that still waits for its turn; one that runs cannot be stopped. */
export interface WireConnection {
  cancel(): void;
  close(): void;
  /** Resolves when the client is gone and its transaction was rolled back. */
  readonly closed: Promise<void>;
}

/** What runs at once: messages up to Sync, Query or Flush. After Flush the backend has not said that it is ready. */
interface Exchange {
  bytes: Buffer;
  last: string;
}

/** Messages that end an exchange: Sync, Query, Flush, FunctionCall, CopyDone, CopyFail. */
const ENDS = new Set(['S', 'Q', 'H', 'F', 'c', 'f']);
const PAUSE_ABOVE_BYTES = 1_048_576;

/**
 * Serves one client. It takes the backend with the first message of a transaction and gives it back when the backend is
 * idle again, so that no other client's message ever falls into the transaction. A client that leaves or idles is rolled back.
 */
export function serveConnection(options: WireConnectionOptions): WireConnection {
  const { socket, backend, turns, key } = options;
  const reader = createFrameReader(options.maxFrameBytes);
  const names = createStatementNames(`c${key.processId}_`);
  const queue: Exchange[] = [];
  let batch: Buffer[] = [];
  let queuedBytes = 0;
  let endTurn: (() => void) | undefined;
  let giveUp: (() => void) | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let skipToSync = false;
  let open = true;
  let work: Promise<void> = Promise.resolve();

  const fail = (sqlState: string, message: string) => {
    if (open) socket.end(buildError({ severity: 'FATAL', sqlState, message }), () => socket.destroy());
  };

  const rollback = async () => {
    clearTimeout(idleTimer);
    if (!endTurn) return;
    await backend.execute(buildQuery('rollback')).catch(() => undefined);
    endTurn();
    endTurn = undefined;
  };

  const armIdleTimer = () => {
    clearTimeout(idleTimer);
    if (!endTurn || queue.length > 0) return;
    idleTimer = setTimeout(() => {
      work = work.then(async () => {
        if (!endTurn || queue.length > 0) return;
        await rollback();
        fail('25P03', 'terminating connection due to idle-in-transaction timeout');
      });
    }, options.idleTransactionMs);
  };

  /** False when the wait was cancelled or the client left. */
  const takeTurn = async () => {
    const place = turns.wait();
    giveUp = place.giveUp;
    endTurn = await place.turn;
    giveUp = undefined;
    return endTurn !== undefined;
  };

  const runExchange = async ({ bytes, last }: Exchange) => {
    if (skipToSync && last !== 'S') return;
    const input = skipToSync ? buildMessage('S') : bytes;
    skipToSync = false;
    const output = await backend.execute(input);
    if (open) socket.write(output);
    const { status, failed } = readOutput(output);
    skipToSync = failed && status === undefined;
    if (status !== 'I') return;
    endTurn?.();
    endTurn = undefined;
  };

  const runNext = async () => {
    const exchange = queue.shift();
    if (!exchange) return;
    queuedBytes -= exchange.bytes.length;
    if (open && socket.isPaused() && queuedBytes <= PAUSE_ABOVE_BYTES) socket.resume();
    clearTimeout(idleTimer);
    if (!open) return;
    if (!endTurn && !(await takeTurn())) {
      if (open) socket.write(cancelled());
      return;
    }
    try {
      await runExchange(exchange);
    } catch (error) {
      fail('XX000', `the embedded database failed: ${error instanceof Error ? error.message : 'unknown'}`);
      await rollback();
    }
    if (open) armIdleTimer();
  };

  const onMessage = (type: string, bytes: Buffer) => {
    if (type === 'X') {
      socket.end();
      return;
    }
    batch.push(names.rename(type, bytes));
    if (!ENDS.has(type)) return;
    const exchange = { bytes: Buffer.concat(batch), last: type };
    batch = [];
    queue.push(exchange);
    queuedBytes += exchange.bytes.length;
    if (queuedBytes > PAUSE_ABOVE_BYTES) socket.pause();
    work = work.then(runNext);
  };

  const onFrame = (frame: Frame) => {
    switch (frame.kind) {
      case 'encryption':
        socket.write('N');
        return;
      case 'cancel':
        options.onCancel(frame.processId, frame.secret);
        socket.end();
        return;
      case 'startup':
        if (frame.minorVersion > 0) socket.write(buildMessage('v', Buffer.alloc(8)));
        socket.write(buildGreeting(key, backend.serverVersion));
        return;
      case 'message':
        onMessage(frame.type, frame.bytes);
    }
  };

  socket.on('data', (chunk) => {
    try {
      reader.push(chunk);
      for (let frame = reader.next(); frame && open; frame = reader.next()) onFrame(frame);
    } catch (error) {
      fail('08P01', `protocol violation: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  });
  socket.on('error', () => socket.destroy());
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      open = false;
      clearTimeout(idleTimer);
      giveUp?.();
      work = work.then(rollback).then(() => forget(names.open(), backend, turns));
      resolve(work);
    });
  });

  return {
    cancel: () => giveUp?.(),
    close: () => socket.destroy(),
    closed,
  };
}

function cancelled(): Buffer {
  const message = 'canceling statement due to user request';
  return Buffer.concat([buildError({ severity: 'ERROR', sqlState: '57014', message }), buildReady('I')]);
}

/** Closes the statements that a client left behind, in a turn of its own. */
async function forget(statements: readonly string[], backend: WireBackend, turns: Turns): Promise<void> {
  if (statements.length === 0) return;
  const end = await turns.wait().turn;
  const closes = statements.map((name) => buildMessage('C', Buffer.from(`S${name}\0`)));
  await backend.execute(Buffer.concat([...closes, buildMessage('S')])).catch(() => undefined);
  end?.();
}
