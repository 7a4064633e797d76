import type { TurnEvent } from '../../contract/events.js';

/** An event of a turn with its place in the turn, counted from 1. */
export interface LoggedEvent {
  id: number;
  event: TurnEvent;
}

/**
 * What happened in one turn, in order, kept until the turn's readers are done.
 * Readers pull from it at their own pace, so that a slow one delays no agent; the turn bounds what is appended.
 */
export interface TurnLog {
  append(event: TurnEvent): void;
  /** After this nothing is appended; readers end when they have read all. */
  close(): void;
  /** Everything that was appended after event `after`, and then what comes, until the log is closed or the signal aborts. */
  read(after: number, signal: AbortSignal): AsyncGenerator<LoggedEvent, void, undefined>;
  /** All events so far. */
  events(): readonly LoggedEvent[];
}

/** A new, empty log. Appending to a closed log is a defect and throws. */
export function createTurnLog(): TurnLog {
  const events: LoggedEvent[] = [];
  const waiting = new Set<() => void>();
  let closed = false;

  const wakeReaders = (): void => {
    for (const wake of waiting) wake();
    waiting.clear();
  };
  const nextChange = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });

  return {
    append(event) {
      if (closed) throw new Error(`the turn's log is closed; ${event.type} came too late`);
      events.push({ id: events.length + 1, event });
      wakeReaders();
    },
    close() {
      closed = true;
      wakeReaders();
    },
    async *read(after, signal) {
      let next = after;
      while (!signal.aborted) {
        const logged = events[next];
        if (logged !== undefined) {
          next += 1;
          yield logged;
        } else if (closed) {
          return;
        } else {
          await nextChange(signal);
        }
      }
    },
    events: () => events,
  };
}
