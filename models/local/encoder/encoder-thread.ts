import { Worker } from 'node:worker_threads';
import { AppError } from '../../../platform/errors.js';
import type { EncodeReply, EncodeRequest } from './encoder-messages.js';

/** The sentence encoder in a thread of its own. A thread that dies fails what it was working on; the next call starts another. */
export interface EncoderThread {
  encode(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

/** Its weights are not on its heap; a small young generation keeps what is from growing between collections. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 128 };

interface Waiting {
  resolve: (vector: Float32Array) => void;
  reject: (error: unknown) => void;
}

const WORKER = new URL('./encoder-worker.mjs', import.meta.url);

/** The thread starts with the first text, which waits until the encoder is loaded. */
export function createEncoderThread(script: URL = WORKER): EncoderThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let closed = false;
  let lastId = 0;

  function startWorker(): Worker {
    const started = new Worker(script, { resourceLimits: THREAD_LIMITS, execArgv: [] });
    started.on('message', (reply: EncodeReply) => settle(started, reply));
    started.on('error', (error) => abandon(started, error));
    started.on('exit', (code) => abandon(started, new Error(`the encoder's thread ended with code ${code}`)));
    // An idle encoder does not keep the process alive.
    started.unref();
    return started;
  }

  function settle(from: Worker, reply: EncodeReply): void {
    const entry = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (waiting.size === 0) from.unref();
    if ('vector' in reply) entry?.resolve(reply.vector);
    else entry?.reject(new AppError('internal', 'The encoder failed on a text.', { cause: reply.error }));
  }

  function abandon(dead: Worker, cause: Error): void {
    if (worker !== dead) return;
    worker = undefined;
    const lost = [...waiting.values()];
    waiting.clear();
    for (const entry of lost) entry.reject(new AppError('unavailable', 'The encoder stopped.', { cause }));
  }

  return {
    encode(text) {
      if (closed) return Promise.reject(new AppError('unavailable', 'The encoder is closed.'));
      worker ??= startWorker();
      const current = worker;
      const request: EncodeRequest = { id: ++lastId, text };
      return new Promise((resolve, reject) => {
        waiting.set(request.id, { resolve, reject });
        current.ref();
        current.postMessage(request);
      });
    },
    async close() {
      closed = true;
      const current = worker;
      if (current !== undefined) abandon(current, new Error('closed'));
      await current?.terminate();
    },
  };
}
