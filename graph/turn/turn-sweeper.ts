import type { Logger } from '../../platform/telemetry/logger.js';
import type { Turns } from './add-turns.js';
import type { TurnSignals } from './turn-signals.js';

/** Goes on with turns whose replica is gone, also when no client comes back for them, and clears away old ones. */
export interface TurnSweeper {
  /** Looks once; resolves when what was found runs here or elsewhere. */
  sweep(): Promise<void>;
  stop(): void;
}

/** What a sweeper looks after, and how often. */
export interface TurnSweeperOptions extends Turns {
  logger: Logger;
  signals: TurnSignals;
  everyMs?: number;
  pruneEveryMs?: number;
}

/** A client that comes back for its turn should find it before we do. */
const GRACE_SECONDS = 1;
/** Turns that are gone on with at the same time: a replica that takes over must not fall as well. */
const MOST_AT_ONCE = 4;

/** Starts it. What a database that does not answer leaves is found the next time. */
export function startTurnSweeper(options: TurnSweeperOptions): TurnSweeper {
  const { engine, journal, logger, signals, everyMs = 2_000, pruneEveryMs = 600_000 } = options;
  let busy = false;
  let prunedAt = performance.now();

  const sweep = async (): Promise<void> => {
    const found = await journal.abandoned(GRACE_SECONDS);
    for (let next = 0; next < found.length; next += MOST_AT_ONCE) {
      await Promise.all(
        found.slice(next, next + MOST_AT_ONCE).map(async ({ turnId, customerId }) => {
          const turn = await engine.resume(customerId, turnId);
          if (turn === undefined) return journal.forget(turnId);
          logger.info({ turnId }, 'a turn goes on here');
          return turn.done.catch(() => {});
        }),
      );
    }
    if (performance.now() - prunedAt < pruneEveryMs) return;
    prunedAt = performance.now();
    await journal.prune();
  };
  const look = (): void => {
    if (busy) return;
    busy = true;
    sweep()
      .catch((error: unknown) => logger.warn({ error }, 'abandoned turns could not be looked for'))
      .finally(() => {
        busy = false;
      });
  };
  // Not all replicas at the same moment.
  const timer = setInterval(look, everyMs * (0.9 + Math.random() * 0.2));
  timer.unref();
  signals.hear((signal) => {
    if (signal === 'parked') look();
  });
  return { sweep, stop: () => clearInterval(timer) };
}
