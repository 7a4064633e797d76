import { CircuitOpenError } from './circuit-open-error.js';
import { isCalleeFault } from './is-callee-fault.js';

/** Closed lets calls through, open rejects them, half-open lets exactly one through to see. */
export type BreakerState =
  | { readonly kind: 'closed'; readonly failures: number }
  | { readonly kind: 'open'; readonly openings: number; readonly until: number }
  | { readonly kind: 'half-open'; readonly openings: number };

/** When a breaker opens and for how long; clock and random are for tests. */
export interface BreakerOptions {
  name: string;
  /** Consecutive failures that open it. */
  threshold?: number;
  /** How long it stays open the first time; doubled each time the probe fails, with 20% jitter. */
  baseMs?: number;
  maxMs?: number;
  /** Which errors count; by default those that speak against the callee. */
  countsAsFailure?: (error: unknown) => boolean;
  onChange?: (kind: BreakerState['kind'], name: string) => void;
  now?: () => number;
  random?: () => number;
}

/**
 * A circuit breaker. While half-open, callers beside the one probe are rejected at once and never queue behind it.
 * The outcome of a call that began in an earlier state changes nothing. Every call must end, so give it a deadline.
 */
export class Breaker {
  readonly #options: Required<BreakerOptions>;
  #state: BreakerState = { kind: 'closed', failures: 0 };
  #epoch = 0;

  constructor(options: BreakerOptions) {
    this.#options = {
      threshold: 5,
      baseMs: 500,
      maxMs: 5_000,
      countsAsFailure: isCalleeFault,
      onChange: () => undefined,
      now: () => performance.now(),
      random: Math.random,
      ...options,
    };
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Makes the call, or rejects with a CircuitOpenError without making it. */
  async run<T>(call: () => Promise<T>): Promise<T> {
    this.#admit();
    const epoch = this.#epoch;
    try {
      const result = await call();
      if (epoch === this.#epoch) this.#succeeded();
      return result;
    } catch (error) {
      if (epoch === this.#epoch) this.#failed(error);
      throw error;
    }
  }

  /** Closes it, because something else found out that the callee is back. Failures counted while closed stay. */
  close(): void {
    if (this.#state.kind !== 'closed') this.#change({ kind: 'closed', failures: 0 });
  }

  #admit(): void {
    const { name, now } = this.#options;
    switch (this.#state.kind) {
      case 'closed':
        return;
      case 'half-open':
        throw new CircuitOpenError(name, this.#options.baseMs);
      case 'open': {
        const remaining = this.#state.until - now();
        if (remaining > 0) throw new CircuitOpenError(name, remaining);
        this.#change({ kind: 'half-open', openings: this.#state.openings });
      }
    }
  }

  #succeeded(): void {
    if (this.#state.kind === 'closed') this.#state = { kind: 'closed', failures: 0 };
    else this.#change({ kind: 'closed', failures: 0 });
  }

  #failed(error: unknown): void {
    const { countsAsFailure, threshold } = this.#options;
    const counts = countsAsFailure(error);
    if (this.#state.kind === 'half-open') {
      // A probe that says nothing about the callee leaves the question open: the next caller is the probe.
      if (counts) this.#open(this.#state.openings + 1);
      else this.#change({ kind: 'open', openings: this.#state.openings, until: this.#options.now() });
    } else if (this.#state.kind === 'closed' && counts) {
      const failures = this.#state.failures + 1;
      if (failures >= threshold) this.#open(1);
      else this.#state = { kind: 'closed', failures };
    }
  }

  #open(openings: number): void {
    const { baseMs, maxMs, now, random } = this.#options;
    const wait = Math.min(maxMs, baseMs * 2 ** (openings - 1)) * (0.8 + 0.4 * random());
    this.#change({ kind: 'open', openings, until: now() + wait });
  }

  #change(state: BreakerState): void {
    this.#state = state;
    this.#epoch += 1;
    this.#options.onChange(state.kind, this.#options.name);
  }
}
