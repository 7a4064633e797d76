import type { ActionProposal } from '../../contract/action.js';
import type { Database } from '../../database/database.js';
import { createActionStore, offerShown } from '../../graph/actions/action-store.js';
import { identityOf, type RetailCall, SESSION } from './carrier.js';

/** Shows a proposal to its customer and takes their yes to exactly its arguments, as the supervisor does; where the proposal stands then. */
export async function giveConsent(
  database: Database,
  { id: proposalId, argsHash }: ActionProposal,
  call: RetailCall,
  now: () => Date,
): Promise<string> {
  await database.transaction({ customerId: call.customerId }, (transaction) =>
    offerShown(transaction, call.turnId, [proposalId]),
  );
  const key = { sessionId: SESSION, proposalId };
  const decision = { decision: 'confirm' as const, argsHash };
  return (await createActionStore(database, now).decide(identityOf(call), key, decision)).status;
}
