import type { ActionStatus } from '../../contract/action.js';
import { SHOP_NOW, type Shop } from './shop.js';

/** Offers a proposal and decides it, as the supervisor does: under its role, step by step. */
export async function decide(
  shop: Pick<Shop, 'databaseOf'>,
  proposalId: string,
  more: { customerId?: string; steps?: readonly ActionStatus[]; at?: Date } = {},
): Promise<void> {
  const { customerId = 'CA', steps = ['offered', 'confirmed'], at = SHOP_NOW } = more;
  await shop.databaseOf('switchboard_supervisor').transaction({ customerId }, async (transaction) => {
    for (const status of steps) {
      const { numUpdatedRows } = await transaction
        .updateTable('action_proposals')
        .set({ status, ...(status === 'offered' ? { offered_at: at } : { decided_at: at }) })
        .where('id', '=', proposalId)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Error(`no proposal ${proposalId} to decide`);
    }
  });
}
