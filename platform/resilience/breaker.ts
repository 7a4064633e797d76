import { CircuitOpenError } from './circuit-open-error.js';
import { isCalleeFault } from './is-callee-fault.js';

/** Closed lets calls through, open rejects them, half-open lets exactly one through to see. */
export type BreakerState =
  | { readonly kind: 'closed'; readonly failures: number; readonly openings: number }
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

const CLOSED = { kind: 'closed', failures: 0, openings: 0 } as const;

/**
 * A circuit breaker. While half-open, callers beside the one probe are rejected at once and never queue behind it.
 * The outcome of a call that began in an earlier state changes nothing. Every call must end, so give it a deadline.
 */
export class Breaker {
  readonly #options: Required<BreakerOptions>;
  #state: BreakerState = CLOSED;
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

  /** How long until the next probe may go out, in milliseconds; 0 while calls are let through. */
  get remainingMs(): number {
    if (this.#state.kind === 'closed') return 0;
    if (this.#state.kind === 'half-open') return this.#options.baseMs;
    return Math.max(0, this.#state.until - this.#options.now());
  }

  /**
   * Makes the call, or rejects with a CircuitOpenError without making it. A long call that is the probe says `isAlive` as
   * soon as the callee answers, so that the others need not wait for its end.
   */
  async run<T>(
    call: (isAlive: () => void) => Promise<T>,
    countsAsFailure = this.#options.countsAsFailure,
  ): Promise<T> {
    this.#admit();
    const epoch = this.#epoch;
    const isAlive = () => {
      if (epoch === this.#epoch && this.#state.kind === 'half-open') this.#change(CLOSED);
    };
    try {
      const result = await call(isAlive);
      if (epoch === this.#epoch) this.#succeeded();
      return result;
    } catch (error) {
      if (epoch === this.#epoch) this.#failed(countsAsFailure(error));
      throw error;
    }
  }

  /**
   * Lets a health check be the probe, once the open circuit is due for one. A good check closes it on probation: until a
   * call has succeeded, the next failure opens it again, for longer.
   */
  async probe(check: () => Promise<void>): Promise<void> {
    if (this.#state.kind !== 'open' || this.remainingMs > 0) return;
    const { openings } = this.#state;
    this.#change({ kind: 'half-open', openings });
    const epoch = this.#epoch;
    try {
      await check();
    } catch {
      if (epoch === this.#epoch) this.#open(openings + 1);
      return;
    }
    if (epoch === this.#epoch) {
      this.#change({ kind: 'closed', failures: this.#options.threshold - 1, openings });
    }
  }

  #admit(): void {
    const { name } = this.#options;
    switch (this.#state.kind) {
      case 'closed':
        return;
      case 'half-open':
        throw new CircuitOpenError(name, this.remainingMs);
      case 'open': {
        const { remainingMs } = this;
        if (remainingMs > 0) throw new CircuitOpenError(name, remainingMs);
        this.#change({ kind: 'half-open', openings: this.#state.openings });
      }
    }
  }

  #succeeded(): void {
    if (this.#state.kind === 'closed') this.#state = CLOSED;
    else this.#change(CLOSED);
  }

  #failed(counts: boolean): void {
    const { threshold } = this.#options;
    if (this.#state.kind === 'half-open') {
      // A probe that says nothing about the callee leaves the question open: the next caller is the probe.
      if (counts) this.#open(this.#state.openings + 1);
      else this.#change({ kind: 'open', openings: this.#state.openings, until: this.#options.now() });
    } else if (this.#state.kind === 'closed' && counts) {
      const failures = this.#state.failures + 1;
      const { openings } = this.#state;
      if (failures >= threshold) this.#open(openings + 1);
      else this.#state = { kind: 'closed', failures, openings };
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
