import type { TurnEvent } from '../../contract/events.js';

/** An event of a turn with its place in the turn; places grow, and leave a gap where another replica took over. */
export interface LoggedEvent {
  id: number;
  event: TurnEvent;
}

/** Words that nobody has read yet grow into one event up to this length, so that a slow reader costs little. */
const LARGEST_DELTA = 4_096;

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
  /** The events after this one, of which the last may still grow. */
  after(id: number): readonly LoggedEvent[];
  /** The same, which from now on are never changed. */
  seal(after: number): readonly LoggedEvent[];
  /** The place that the next event gets. */
  nextId(): number;
}

/** A log that goes on behind these events, empty by default. Appending to a closed log is a defect and throws. */
export function createTurnLog(begun: readonly LoggedEvent[] = [], firstId = 1): TurnLog {
  const events: LoggedEvent[] = [...begun];
  const waiting = new Set<() => void>();
  let next = firstId;
  let closed = false;
  let fixed = events.at(-1)?.id ?? 0;

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
  const placeAfter = (id: number): number => {
    let place = events.length;
    while (place > 0 && (events[place - 1]?.id ?? 0) > id) place -= 1;
    return place;
  };

  return {
    append(event) {
      if (closed) throw new Error(`the turn's log is closed; ${event.type} came too late`);
      const last = events.at(-1);
      const grown = last === undefined || last.id <= fixed ? undefined : grow(last.event, event);
      if (last !== undefined && grown !== undefined)
        events[events.length - 1] = { id: last.id, event: grown };
      else events.push({ id: next++, event });
      wakeReaders();
    },
    close() {
      closed = true;
      wakeReaders();
    },
    async *read(after, signal) {
      let place = placeAfter(after);
      while (!signal.aborted) {
        const logged = events[place];
        if (logged !== undefined) {
          place += 1;
          fixed = Math.max(fixed, logged.id);
          yield logged;
        } else if (closed) {
          return;
        } else {
          await nextChange(signal);
        }
      }
    },
    events: () => events,
    after: (id) => events.slice(placeAfter(id)),
    seal(after) {
      fixed = Math.max(fixed, events.at(-1)?.id ?? 0);
      return events.slice(placeAfter(after));
    },
    nextId: () => next,
  };
}

function grow(last: TurnEvent, event: TurnEvent): TurnEvent | undefined {
  if (last.type !== 'text-delta' || event.type !== 'text-delta') return undefined;
  if (last.requestId !== event.requestId || last.text.length + event.text.length > LARGEST_DELTA)
    return undefined;
  return { ...last, text: last.text + event.text };
}
