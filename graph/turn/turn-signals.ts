/** What replicas tell each other of a turn: end it, it has another holder, somebody reads along, it waits for a holder. */
export type TurnSignal = 'cancel' | 'taken' | 'watch' | 'parked';

/** Tells other replicas at once what they would find out with the next beat anyway; a signal may be lost. */
export interface TurnSignals {
  send(signal: TurnSignal, turnId: string): void;
  /** Every signal of another replica goes to every listener. */
  hear(listener: (signal: TurnSignal, turnId: string) => void): void;
}

/** For a replica that is alone. */
export const NO_SIGNALS: TurnSignals = { send: () => {}, hear: () => {} };
