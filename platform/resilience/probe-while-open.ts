import type { Breaker } from './breaker.js';

/** A health check that goes out whenever an open circuit is due for a probe, so that no customer has to be it. */
export interface CircuitProber {
  /** Tell it of every change of the circuit. */
  changed(): void;
  stop(): void;
}

/** Probes one circuit while it is open. Its timer keeps no process alive. */
export function probeWhileOpen(breaker: Breaker, check: () => Promise<void>): CircuitProber {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const schedule = (): void => {
    clearTimeout(timer);
    if (stopped || breaker.state.kind !== 'open') return;
    // A timer may fire a moment early, and then the circuit is not due yet.
    timer = setTimeout(() => {
      if (breaker.remainingMs > 0) schedule();
      else void breaker.probe(check);
    }, Math.ceil(breaker.remainingMs) + 1);
    timer.unref();
  };
  return {
    changed: schedule,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
