import type { Logger } from '../../platform/telemetry/logger.js';
import type { OpenTurn } from './open-turn.js';
import { LEASE_SECONDS } from './store/lease-seconds.js';
import type { TurnLog } from './turn-log.js';
import type { TurnRecorder } from './turn-recorder.js';
import type { TurnStore } from './turn-store.js';

/** The lease is renewed this often, and with it everything is recorded that has happened since. */
const RENEW_MILLISECONDS = (LEASE_SECONDS * 1_000) / 3;
/** Words that are being shown are recorded at least this often. */
const SHOWING_MILLISECONDS = 1_000;
/** Somebody reads along on another replica. */
const WATCHED_MILLISECONDS = 100;
/** The first words are recorded so soon after they were shown: deltas go together. */
const FIRST_MILLISECONDS = 60;
const WATCH_LASTS_MILLISECONDS = 10_000;

/** The heart of a running turn: it keeps the lease and records, in batches, what was shown. */
export interface TurnPulse {
  /** Somebody reads along elsewhere: for a while, what happens is recorded as it happens. */
  watched(): void;
  /** Keeps and records at once; rejects when the turn is no longer ours. */
  beatNow(speaking: boolean): Promise<void>;
  /** The id of the last event that is stored. */
  stored(): number;
  /** Resolves when nothing is being recorded any more. */
  stop(): Promise<void>;
}

/** What the heart beats for. */
export interface PulseOptions {
  store: TurnStore;
  turn: OpenTurn;
  log: TurnLog;
  recorder: TurnRecorder;
  logger: Logger;
  /** Called once: the session has another holder now, or somebody asked to stop. */
  onLost(): void;
  onCancelled(): void;
}

/** Starts it. A database that does not answer is tried again; only a lease that is lost ends the turn. */
export function startPulse(options: PulseOptions): TurnPulse {
  const { store, turn, log, recorder, logger, onLost, onCancelled } = options;
  let stored = turn.known?.events.at(-1)?.id ?? 0;
  let version = recorder.version();
  let speaking = stored > 0;
  let watchedUntil = 0;
  let lastBeat = performance.now();
  let beating: Promise<void> = Promise.resolve();
  let stopped = false;

  const beat = async (about: boolean): Promise<void> => {
    lastBeat = performance.now();
    const events = log.seal(stored);
    const current = recorder.version();
    speaking ||= about || events.some(({ event }) => event.type === 'text-delta');
    const progress =
      current === version ? {} : { progress: { openActions: turn.openActions, ...recorder.progress() } };
    const state = await store.beat(turn, { events, speaking, ...progress });
    stored = events.at(-1)?.id ?? stored;
    version = current;
    if (state === 'held') return;
    if (state === 'cancelled') return onCancelled();
    stopped = true;
    onLost();
    throw new Error('the session has another holder');
  };
  const inTurn = (about: boolean): Promise<void> => {
    beating = beating.catch(() => {}).then(() => beat(about));
    return beating;
  };
  const isDue = (): boolean => {
    const since = performance.now() - lastBeat;
    const fresh = log.after(stored);
    if (since >= RENEW_MILLISECONDS) return true;
    if (fresh.length === 0) return false;
    if (performance.now() < watchedUntil) return since >= WATCHED_MILLISECONDS;
    const shows = fresh.some(({ event }) => event.type === 'text-delta');
    if (!speaking) return shows && since >= FIRST_MILLISECONDS;
    return shows && since >= SHOWING_MILLISECONDS;
  };
  let busy = false;
  const timer = setInterval(() => {
    if (busy || stopped || !isDue()) return;
    busy = true;
    inTurn(false)
      .catch((error: unknown) => {
        if (!stopped) logger.warn({ error, turnId: turn.turnId }, 'a turn could not be recorded');
      })
      .finally(() => {
        busy = false;
      });
  }, FIRST_MILLISECONDS);
  timer.unref();

  return {
    watched: () => {
      watchedUntil = performance.now() + WATCH_LASTS_MILLISECONDS;
    },
    beatNow: (about) => inTurn(about),
    stored: () => stored,
    async stop() {
      clearInterval(timer);
      stopped = true;
      await beating.catch(() => {});
    },
  };
}
