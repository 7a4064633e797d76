/** How much of what is going on may be repetitions. The defaults are Envoy's. */
export interface RetryBudgetOptions {
  /** The share of the calls that run or wait. */
  share?: number;
  /** So many may always repeat at once. */
  least?: number;
}

/** Bounds the repetitions that run at once by the calls that do, so that an outage is not made worse by those who try again. */
export class RetryBudget {
  readonly #share: number;
  readonly #least: number;
  #active = 0;
  #repeating = 0;

  constructor({ share = 0.2, least = 3 }: RetryBudgetOptions = {}) {
    this.#share = share;
    this.#least = least;
  }

  /** Counts a call as active for as long as it takes. */
  async track<T>(call: () => Promise<T>): Promise<T> {
    this.#active += 1;
    try {
      return await call();
    } finally {
      this.#active -= 1;
    }
  }

  /** Leave for one repetition, to be given back when it has ended; undefined when the budget is used up. */
  take(): (() => void) | undefined {
    if (this.#repeating >= Math.max(this.#least, Math.floor(this.#share * this.#active))) return undefined;
    this.#repeating += 1;
    let back = false;
    return () => {
      if (!back) this.#repeating -= 1;
      back = true;
    };
  }
}
