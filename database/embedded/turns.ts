/** First come, first served: one holder at a time. */
export interface Turns {
  /** Resolves to the function that ends the turn, or to nothing when the wait was given up. */
  wait(): { turn: Promise<(() => void) | undefined>; giveUp: () => void };
}

/** A queue without a limit; each holder must end its turn, once or more often. */
export function createTurns(): Turns {
  const waiting: ((end: (() => void) | undefined) => void)[] = [];
  let taken = false;

  const next = () => {
    const first = waiting.shift();
    taken = first !== undefined;
    first?.(createEnd());
  };
  const createEnd = () => {
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      next();
    };
  };

  return {
    wait() {
      const { promise, resolve } = withResolve<(() => void) | undefined>();
      const giveUp = () => {
        const place = waiting.indexOf(resolve);
        if (place === -1) return;
        waiting.splice(place, 1);
        resolve(undefined);
      };
      if (taken) waiting.push(resolve);
      else {
        taken = true;
        resolve(createEnd());
      }
      return { turn: promise, giveUp };
    },
  };
}

function withResolve<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
