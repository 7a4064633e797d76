/** Why a turn was ended before its answer was whole. */
export type AbortCause = 'client-gone' | 'cancelled' | 'lost' | 'restarting' | 'crashed';

/** The reason that a turn's signal aborts with. */
export class TurnAbort extends Error {
  readonly reason: AbortCause;

  constructor(reason: AbortCause) {
    super(`the turn was ended: ${reason}`);
    this.name = 'AbortError';
    this.reason = reason;
  }
}

/** The cause that a signal was aborted with, if it was one of a turn. */
export function abortCause(signal: AbortSignal): AbortCause | undefined {
  return signal.reason instanceof TurnAbort ? signal.reason.reason : undefined;
}
