import { setTimeout as later } from 'node:timers/promises';
import { customerOf, type Identity } from '../../contract/identity.js';
import type { TurnEngine } from './turn-engine.js';
import type { TurnJournal, TurnKey } from './turn-journal.js';
import type { LoggedEvent } from './turn-log.js';

/** Reads turns wherever they run. */
export interface TurnReader {
  /**
   * The events behind `after`, and then what comes until the turn ends: from this process when it runs here, else from the
   * journal. A turn that no replica holds is gone on with here. Rejects with `not-found` before the first event.
   */
  open(
    identity: Identity,
    key: TurnKey,
    after: number,
  ): Promise<(signal: AbortSignal) => AsyncGenerator<LoggedEvent, void, undefined>>;
}

/** What a reader stands on. `watch` tells the holder of a turn that somebody reads along. */
export interface TurnReaderOptions {
  engine: TurnEngine;
  journal: TurnJournal;
  watch?: (turnId: string) => void;
}

const POLL_MILLISECONDS = 150;
const WATCH_EVERY_POLLS = 20;

/**
 * Polls, and does not listen: a notification needs a connection of its own, which a connection pooler does not give, and
 * takes a lock over the whole database at each commit. Only those who read along on another replica poll.
 */
export function createTurnReader({ engine, journal, watch = () => {} }: TurnReaderOptions): TurnReader {
  return {
    async open(identity, key, after) {
      const first = await journal.read(identity, key, after);
      return async function* read(signal) {
        let { standing, events, full } = first;
        let place = after;
        for (let polls = 0; !signal.aborted; polls += 1) {
          const here = engine.running(key.turnId);
          if (here !== undefined) return yield* here.read(place, signal);
          for (const logged of events) {
            place = logged.id;
            yield logged;
          }
          if (full) {
            ({ standing, events, full } = await journal.read(identity, key, place));
            continue;
          }
          if (standing === 'ended') return;
          if (standing === 'abandoned') await engine.resume(customerOf(identity), key.turnId);
          else if (polls % WATCH_EVERY_POLLS === 0) watch(key.turnId);
          if (engine.running(key.turnId) === undefined)
            await later(POLL_MILLISECONDS, undefined, { signal }).catch(() => {});
          ({ standing, events, full } = await journal.read(identity, key, place));
        }
      };
    },
  };
}
