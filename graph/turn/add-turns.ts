import type { Database } from '../../database/database.js';
import type { Service } from '../../platform/http/create-service.js';
import type { ActionStep } from '../actions/action-step.js';
import type { Authenticate } from '../authenticate.js';
import { addMessageRoutes } from './message-routes.js';
import type { TurnDependencies } from './run-turn.js';
import type { TurnStep } from './turn-context.js';
import { createTurnEngine, type TurnEngine, type TurnEngineDependencies } from './turn-engine.js';
import { createTurnJournal, type TurnJournal } from './turn-journal.js';
import { createTurnReader } from './turn-reader.js';
import { addTurnRoutes } from './turn-routes.js';
import { NO_SIGNALS, type TurnSignals } from './turn-signals.js';
import { createTurnStore } from './turn-store.js';

/** What differs between supervisors in how they take turns; all of it may be left out. */
export interface TurnOptions {
  /** What a message does that comes while the last one is being answered. */
  onBusy?: TurnEngineDependencies['onBusy'];
  /** How replicas tell each other what should not wait for the next beat. */
  signals?: TurnSignals;
  /** Awaited at the steps of turns and actions; a test ends the process there. */
  reach?: (step: TurnStep | ActionStep, sessionId: string) => Promise<void>;
}

/** The engine and the journal that a process looks after. */
export interface Turns {
  engine: TurnEngine;
  journal: TurnJournal;
}

/** Makes the turns of a supervisor and adds their routes. */
export function addTurns(
  app: Service,
  options: {
    database: Database;
    authenticate: Authenticate;
    run: Omit<TurnDependencies, 'store' | 'reach'>;
    now?: (() => Date) | undefined;
    options?: TurnOptions | undefined;
  },
): Turns {
  const { database, authenticate, now, run, options: { onBusy, reach, signals = NO_SIGNALS } = {} } = options;
  const beforeCommit = reach && ((sessionId: string) => reach('committing', sessionId));
  const store = createTurnStore(database, {
    ...(now === undefined ? {} : { now }),
    ...(beforeCommit === undefined ? {} : { beforeCommit }),
  });
  const journal = createTurnJournal(database);
  const engine = createTurnEngine({
    ...run,
    store,
    ...(reach === undefined ? {} : { reach }),
    ...(onBusy === undefined ? {} : { onBusy }),
    cancel: async (identity, turnId) => {
      await journal.cancel(identity, turnId);
      signals.send('cancel', turnId);
    },
    tell: (what, turnId) => signals.send(what, turnId),
  });
  signals.hear((signal, turnId) => {
    const turn = engine.running(turnId);
    if (signal === 'cancel') turn?.abort('cancelled');
    else if (signal === 'taken') turn?.abort('lost');
    else if (signal === 'watch') turn?.watched();
  });
  const reader = createTurnReader({ engine, journal, watch: (turnId) => signals.send('watch', turnId) });
  addMessageRoutes(app, { authenticate, engine, reader });
  const askToCancel = (turnId: string): void => signals.send('cancel', turnId);
  addTurnRoutes(app, { authenticate, engine, journal, reader, askToCancel });
  return { engine, journal };
}
