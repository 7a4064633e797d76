import { LEASE_SECONDS, type OpenTurn, type TurnStore } from './turn-store.js';

const RENEW_MILLISECONDS = (LEASE_SECONDS * 1_000) / 3;

/** Renews the lease of a turn until stopped. A database that does not answer is tried again; a lost lease is told once. */
export function holdLease(store: TurnStore, turn: OpenTurn, onLost: () => void): { stop(): void } {
  const timer = setInterval(() => {
    store.renew(turn).then(
      (held) => {
        if (held) return;
        clearInterval(timer);
        onLost();
      },
      () => {},
    );
  }, RENEW_MILLISECONDS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
