import { AppError } from '../errors.js';

/** How many calls may run, and how many may wait, at once. */
export interface BulkheadOptions {
  limit: number;
  queue: number;
}

interface Waiter {
  admit: () => void;
}

/**
 * Keeps one callee from taking all of a process: so many calls run, so many wait in order, the rest is rejected with
 * `unavailable`. A caller that gives up leaves the queue at once.
 */
export class Bulkhead {
  readonly #options: BulkheadOptions;
  readonly #waiting = new Set<Waiter>();
  #running = 0;

  constructor(options: BulkheadOptions) {
    this.#options = options;
  }

  get running(): number {
    return this.#running;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  async run<T>(call: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    if (this.#running < this.#options.limit) this.#running += 1;
    else await this.#enqueue(signal);
    try {
      return await call();
    } finally {
      this.#release();
    }
  }

  #enqueue(signal: AbortSignal | undefined): Promise<void> {
    if (this.#waiting.size >= this.#options.queue) {
      throw new AppError('unavailable', 'Too much is going on at the moment.', { retryAfterSeconds: 1 });
    }
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        this.#waiting.delete(waiter);
        reject(signal?.reason);
      };
      const waiter: Waiter = {
        admit: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      this.#waiting.add(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  // The slot goes over to the next in the queue, so that nobody who comes later can take it.
  #release(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#running -= 1;
      return;
    }
    this.#waiting.delete(next);
    next.admit();
  }
}
