import type { ActionResult } from '../../contract/action.js';
import type { Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import type { CommitAction } from '../actions/commit-over-http.js';
import { tellInHistory } from '../actions/tell-in-history.js';

/** A write that customer and staff have agreed to. */
export interface ApprovedAction {
  proposalId: string;
  agent: string;
  sessionId: string;
  turnId: string;
  customerId: string;
  /** How sure we were of the customer when they confirmed. */
  level: 'verified' | 'step-up';
  traceparent: string | undefined;
}

/** Carries out what was approved, tells it in the conversation, and gives the same answer however often it is asked. */
export type OnApproved = (action: ApprovedAction) => Promise<ActionResult>;

/** Commits on behalf of the customer who confirmed it: staff agree to a write, they do not do it in their own name. */
export function createCommitApproved(options: { commit: CommitAction; database: Database }): OnApproved {
  return async ({ proposalId, agent, sessionId, turnId, customerId, level, traceparent }) => {
    const identity: Identity = { level, customerId };
    const result = await options.commit({ identity, agent, sessionId, turnId, proposalId, traceparent });
    await tellInHistory(options.database, identity, { sessionId, proposalId, text: result.text });
    return result;
  };
}
