import { AsyncLocalStorage } from 'node:async_hooks';

const running = new AsyncLocalStorage<string>();

/** Runs something, and all that it starts, as part of a trace: whoever logs meanwhile says so without being told. */
export function runInTrace<T>(traceId: string, run: () => T): T {
  return running.run(traceId, run);
}

/** The trace that the calling code belongs to, if any. */
export function currentTraceId(): string | undefined {
  return running.getStore();
}
