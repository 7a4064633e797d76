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

/** Signals of turns over short messages between processes. What does not read as one comes from another version. */
export function toTurnSignals(signals: {
  send(text: string): void;
  hear(listener: (text: string) => void): void;
}): TurnSignals {
  return {
    send: (signal, turnId) => signals.send(`${signal}:${turnId}`),
    hear: (listener) =>
      signals.hear((text) => {
        const [name, turnId = ''] = text.split(':');
        const signal = NAMES.find((known) => known === name);
        if (signal !== undefined) listener(signal, turnId);
      }),
  };
}

const NAMES: readonly TurnSignal[] = ['cancel', 'taken', 'watch', 'parked'];
