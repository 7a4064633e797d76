import { customerOf, type Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import type { ActionKey } from './action-store.js';

/** The history says what was done, once, whoever asks how often. */
export async function tellInHistory(
  database: Database,
  identity: Identity,
  { sessionId, proposalId, text }: ActionKey & { text: string },
): Promise<void> {
  const customerId = customerOf(identity);
  await database.transaction({ customerId }, async (transaction) => {
    await transaction
      .insertInto('messages')
      .values({
        id: `${proposalId}:result`,
        session_id: sessionId,
        customer_id: customerId ?? null,
        turn_id: proposalId,
        role: 'assistant',
        body: text,
        data: '{}',
        created_at: new Date(),
      })
      .onConflict((conflict) => conflict.columns(['session_id', 'id']).doNothing())
      .execute();
  });
}
