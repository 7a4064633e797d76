import type { ActionView, DecideAction } from '../../contract/action.js';
import type { Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import type { ActionStep } from './action-step.js';
import type { ActionKey, ActionStore } from './action-store.js';
import type { CommitAction } from './commit-over-http.js';
import { tellInHistory } from './tell-in-history.js';

/** A customer's decision about one action. */
export interface ActionDecision extends ActionKey {
  identity: Identity;
  decision: DecideAction;
  traceparent: string | undefined;
  /** Whether the history is told here; a turn that decides tells it in its own answer. */
  tellHistory: boolean;
  /** An earlier attempt at this very decision ended with its process: it may have done all and told nothing. */
  again?: boolean;
}

/** Decides and, where nobody else must agree, carries out. The same decision again gives the same answer. */
export type RunAction = (decision: ActionDecision) => Promise<ActionView>;

/** The decision is stored before anything is done; a crash in between is made good by deciding again. */
export function createRunAction(options: {
  store: ActionStore;
  commit: CommitAction;
  database: Database;
  /** Awaited at its steps. */
  reach?: ((step: ActionStep, sessionId: string) => Promise<void>) | undefined;
}): RunAction {
  const { store, commit, database, reach = async () => {} } = options;
  return async ({ identity, sessionId, proposalId, decision, traceparent, tellHistory, again = false }) => {
    const action = await store.decide(identity, { sessionId, proposalId }, decision);
    await reach('decided', sessionId);
    const done = action.status === 'committed' || action.status === 'failed';
    if (again && tellHistory && done && action.result !== undefined)
      await tellInHistory(database, identity, { sessionId, proposalId, text: action.result });
    if (action.status !== 'confirmed') return action;
    const { agent, turnId } = action;
    const { status, text } = await commit({ identity, agent, sessionId, turnId, proposalId, traceparent });
    await reach('committed', sessionId);
    if (tellHistory) await tellInHistory(database, identity, { sessionId, proposalId, text });
    await reach('told-in-history', sessionId);
    return { ...action, status, result: text };
  };
}
