/** Interactive texts go before bulk ones, whatever came first. */
export type EncodePriority = 'interactive' | 'bulk';

/** Encodes one text at a time, so that a customer's query waits for at most one text of an ingestion. */
export interface EncodeQueue {
  /** Rejects with the signal's reason as soon as it aborts; a text that nobody waits for any more is not encoded. */
  add(text: string, priority: EncodePriority, signal?: AbortSignal): Promise<Float32Array>;
}

interface Job {
  text: string;
  waiters: Set<Waiter>;
}

interface Waiter {
  resolve: (vector: Float32Array) => void;
  reject: (error: unknown) => void;
}

/** Equal texts that wait at the same time are encoded once. */
export function createEncodeQueue(encode: (text: string) => Promise<Float32Array>): EncodeQueue {
  const queues: Record<EncodePriority, Map<string, Job>> = { interactive: new Map(), bulk: new Map() };
  let running: Job | undefined;

  function next(): Job | undefined {
    for (const queue of [queues.interactive, queues.bulk]) {
      for (const [text, job] of queue) {
        queue.delete(text);
        return job;
      }
    }
    return undefined;
  }

  async function drain(): Promise<void> {
    if (running !== undefined) return;
    for (running = next(); running !== undefined; running = next()) {
      const job = running;
      try {
        const vector = await encode(job.text);
        for (const waiter of job.waiters) waiter.resolve(vector);
      } catch (error) {
        for (const waiter of job.waiters) waiter.reject(error);
      }
    }
  }

  function jobFor(text: string, priority: EncodePriority): Job {
    if (running?.text === text) return running;
    const queued = queues.interactive.get(text) ?? queues[priority].get(text);
    if (queued !== undefined) return queued;
    const job: Job = { text, waiters: new Set() };
    queues[priority].set(text, job);
    return job;
  }

  function drop(job: Job, waiter: Waiter): void {
    job.waiters.delete(waiter);
    if (job.waiters.size > 0) return;
    for (const queue of [queues.interactive, queues.bulk]) {
      if (queue.get(job.text) === job) queue.delete(job.text);
    }
  }

  return {
    add(text, priority, signal) {
      if (signal?.aborted) return Promise.reject(signal.reason);
      const job = jobFor(text, priority);
      const result = new Promise<Float32Array>((resolve, reject) => {
        const waiter: Waiter = { resolve: finish(resolve), reject: finish(reject) };
        const onAbort = () => {
          drop(job, waiter);
          waiter.reject(signal?.reason);
        };
        function finish<T>(settle: (value: T) => void): (value: T) => void {
          return (value) => {
            signal?.removeEventListener('abort', onAbort);
            settle(value);
          };
        }
        job.waiters.add(waiter);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
      void drain();
      return result;
    },
  };
}
