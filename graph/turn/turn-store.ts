import { customerOf } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import { isWithPerson } from '../sessions/session-owner.js';
import type { FinishResult, OpenTurn, TurnRecord } from './open-turn.js';
import { beatTurn, type TurnBeat } from './store/beat-turn.js';
import { closeTurn } from './store/close-turn.js';
import { finishTurn } from './store/finish-turn.js';
import { type Opening, openTurn, type TurnRequest } from './store/insert-turn.js';
import { type Taking, takeTurn } from './store/take-turn.js';
import type { LoggedEvent } from './turn-log.js';

/** Where turns begin and end. One turn at a time has a session, over all replicas; whoever lost its lease writes nothing. */
export interface TurnStore {
  /** Takes the session and appends the customer's message, or says why not. */
  open(request: TurnRequest): Promise<Opening>;
  /** Takes over a turn whose holder is gone, with all that it has recorded. */
  take(customerId: string | undefined, turn: { turnId: string; owner: string }): Promise<Taking>;
  /** Keeps the session and records what has happened since. `lost` when another holder has it. */
  beat(turn: OpenTurn, beat: TurnBeat): Promise<'held' | 'cancelled' | 'lost'>;
  /** Records the last of what a replica shows that stops, and gives the turn to whoever takes it. */
  park(turn: OpenTurn, beat: TurnBeat): Promise<'held' | 'cancelled' | 'lost'>;
  /** Whether a person has taken the conversation over since. */
  isHeldByPerson(turn: OpenTurn): Promise<boolean>;
  /**
   * Appends the answer, ends the turn with its last events and gives the session back, in one transaction. `silenced` when
   * a person has the conversation by now, `lost` when another holder has the session: then nothing is written.
   */
  finish(turn: OpenTurn, record: TurnRecord, events: readonly LoggedEvent[]): Promise<FinishResult>;
  /**
   * Ends a turn that has no answer of its own: a person has the conversation, or it was merged into the next one. What was
   * shown of a merged one stays in the history. False when it goes on on another replica, and nothing is written.
   */
  close(turn: OpenTurn, events: readonly LoggedEvent[], shown?: TurnRecord): Promise<boolean>;
}

/** What a store does differently in a test. */
export interface TurnStoreOptions {
  now?: () => Date;
  /** Awaited inside the transaction that stores an answer, before it commits. */
  beforeCommit?: (sessionId: string) => Promise<void>;
}

/** Turns over the supervisor's own tables. */
export function createTurnStore(database: Database, options: TurnStoreOptions = {}): TurnStore {
  const { now = () => new Date(), beforeCommit = async () => {} } = options;
  const scopeOf = ({ identity }: Pick<OpenTurn, 'identity'>) => ({ customerId: customerOf(identity) });
  return {
    open: (request) =>
      database.transaction(scopeOf(request), (transaction) => openTurn(transaction, request, now())),
    take: (customerId, turn) =>
      database.transaction({ customerId }, (transaction) => takeTurn(transaction, customerId, turn)),
    beat: (turn, beat) =>
      database.transaction(scopeOf(turn), (transaction) => beatTurn(transaction, turn, beat, 'running')),
    park: (turn, beat) =>
      database.transaction(scopeOf(turn), (transaction) => beatTurn(transaction, turn, beat, 'parked')),
    isHeldByPerson: (turn) =>
      database.transaction(scopeOf(turn), (transaction) => isWithPerson(transaction, turn.sessionId)),
    finish: (turn, record, events) =>
      database.transaction(scopeOf(turn), async (transaction) => {
        const result = await finishTurn(transaction, turn, record, events);
        await beforeCommit(turn.sessionId);
        return result;
      }),
    close: (turn, events, shown) =>
      database.transaction(scopeOf(turn), (transaction) => closeTurn(transaction, turn, events, shown)),
  };
}
