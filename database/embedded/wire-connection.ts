import type { Socket } from 'node:net';
import { createFrameReader, type Frame, type FrameReader } from './frame-reader.js';
import { refuseCopyIn } from './refuse-copy-in.js';
import { createStatementNames, type StatementNames } from './statement-names.js';
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
  /** This client wants another connection's waiting query cancelled. */
  onCancel(processId: number, secret: number): void;
  /** The backend failed in a way that is no answer to a statement; it is of no use any more. */
  onBroken(error: unknown): void;
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
export class WireConnection {
  /** Resolves when the client is gone, its transaction rolled back and its session forgotten. */
  readonly closed: Promise<void>;
  readonly #options: WireConnectionOptions;
  readonly #reader: FrameReader;
  readonly #names: StatementNames;
  readonly #queue: Exchange[] = [];
  #batch: Buffer[] = [];
  #queuedBytes = 0;
  /** Held while this client has the backend. */
  #endTurn: (() => void) | undefined;
  #giveUp: (() => void) | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #skipToSync = false;
  #open = true;
  #used = false;
  #work: Promise<void> = Promise.resolve();

  constructor(options: WireConnectionOptions) {
    this.#options = options;
    this.#reader = createFrameReader(options.maxFrameBytes);
    this.#names = createStatementNames(`c${options.key.processId}_`);
    const { socket } = options;
    socket.on('data', (chunk) => this.#onData(chunk));
    socket.on('error', () => socket.destroy());
    this.closed = new Promise((resolve) => {
      socket.once('close', () => resolve(this.#onClose()));
    });
  }

  /** Gives up a query that still waits for its turn; one that runs cannot be stopped. */
  cancel(): void {
    this.#giveUp?.();
  }

  close(): void {
    this.#options.socket.destroy();
  }

  #onData(chunk: Buffer): void {
    try {
      this.#reader.push(chunk);
      for (let frame = this.#reader.next(); frame && this.#open; frame = this.#reader.next())
        this.#onFrame(frame);
    } catch (error) {
      this.#fail('08P01', `protocol violation: ${messageOf(error)}`);
    }
  }

  #onFrame(frame: Frame): void {
    const { socket, backend, key, onCancel } = this.#options;
    switch (frame.kind) {
      case 'encryption':
        socket.write('N');
        return;
      case 'cancel':
        onCancel(frame.processId, frame.secret);
        socket.end();
        return;
      case 'startup':
        if (frame.minorVersion > 0) socket.write(buildMessage('v', Buffer.alloc(8)));
        socket.write(buildGreeting(key, backend.serverVersion));
        return;
      case 'message':
        this.#onMessage(frame.type, frame.bytes);
    }
  }

  #onMessage(type: string, bytes: Buffer): void {
    const { socket } = this.#options;
    if (type === 'X') {
      // What was sent before it is still answered.
      this.#then(async () => {
        socket.end(() => socket.destroy());
      });
      return;
    }
    this.#batch.push(refuseCopyIn(type, this.#names.rename(type, bytes)));
    if (!ENDS.has(type)) return;
    this.#used = true;
    const exchange = { bytes: Buffer.concat(this.#batch), last: type };
    this.#batch = [];
    this.#queue.push(exchange);
    this.#queuedBytes += exchange.bytes.length;
    if (this.#queuedBytes > PAUSE_ABOVE_BYTES) socket.pause();
    this.#then(() => this.#runNext());
  }

  /** Everything that touches the backend runs in one chain, in the order in which it came. */
  #then(step: () => Promise<void>): void {
    this.#work = this.#work.then(step);
  }

  async #runNext(): Promise<void> {
    const { socket } = this.#options;
    const exchange = this.#queue.shift();
    if (!exchange) return;
    clearTimeout(this.#idleTimer);
    this.#queuedBytes -= exchange.bytes.length;
    if (socket.isPaused() && this.#queuedBytes <= PAUSE_ABOVE_BYTES) socket.resume();
    if (this.#open && !this.#endTurn) await this.#takeTurn();
    if (!this.#open) return;
    if (!this.#endTurn) {
      socket.write(cancelled());
      return;
    }
    try {
      await this.#runExchange(exchange);
    } catch (error) {
      this.#fail('XX000', `the embedded database failed: ${messageOf(error)}`);
      this.#endTurn?.();
      this.#endTurn = undefined;
      this.#options.onBroken(error);
    }
    this.#armIdleTimer();
  }

  async #takeTurn(): Promise<void> {
    const { turn, giveUp } = this.#options.turns.wait();
    this.#giveUp = giveUp;
    this.#endTurn = await turn;
    this.#giveUp = undefined;
  }

  async #runExchange({ bytes, last }: Exchange): Promise<void> {
    if (this.#skipToSync && last !== 'S') return;
    const input = this.#skipToSync ? buildMessage('S') : bytes;
    const output = await this.#options.backend.execute(input);
    if (this.#open) this.#options.socket.write(output);
    const { status, failed } = readOutput(output);
    if (status === undefined && last !== 'H')
      throw new Error('the engine stopped in the middle of a statement');
    this.#skipToSync = failed && status === undefined;
    if (status !== 'I') return;
    this.#endTurn?.();
    this.#endTurn = undefined;
  }

  #armIdleTimer(): void {
    clearTimeout(this.#idleTimer);
    if (!this.#open || !this.#endTurn || this.#queue.length > 0) return;
    this.#idleTimer = setTimeout(() => this.#then(() => this.#endIdle()), this.#options.idleTransactionMs);
  }

  async #endIdle(): Promise<void> {
    if (!this.#endTurn || this.#queue.length > 0) return;
    await this.#rollback();
    this.#fail('25P03', 'terminating connection due to idle-in-transaction timeout');
  }

  async #rollback(): Promise<void> {
    if (!this.#endTurn) return;
    await this.#options.backend.execute(buildQuery('rollback')).catch(() => undefined);
    this.#endTurn();
    this.#endTurn = undefined;
  }

  #fail(sqlState: string, message: string): void {
    const { socket } = this.#options;
    if (this.#open) socket.end(buildError({ severity: 'FATAL', sqlState, message }), () => socket.destroy());
  }

  async #onClose(): Promise<void> {
    this.#open = false;
    clearTimeout(this.#idleTimer);
    this.#giveUp?.();
    this.#then(() => this.#rollback());
    this.#then(() => this.#forgetSession());
    await this.#work;
  }

  /** What one client set for its session would hold for all. In a turn of its own, so that it falls into nobody's transaction. */
  async #forgetSession(): Promise<void> {
    if (!this.#used) return;
    const { backend, turns } = this.#options;
    const closes = this.#names.open().map((name) => buildMessage('C', Buffer.from(`S${name}\0`)));
    const end = await turns.wait().turn;
    await backend
      .execute(Buffer.concat([...closes, buildMessage('S')]))
      .then(() => backend.execute(buildQuery('reset role; reset all')))
      .catch(() => undefined);
    end?.();
  }
}

function cancelled(): Buffer {
  const message = 'canceling statement due to user request';
  return Buffer.concat([buildError({ severity: 'ERROR', sqlState: '57014', message }), buildReady('I')]);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'unknown';
}
