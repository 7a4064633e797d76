import type { ActionStatus } from '../../contract/action.js';
import { SHOP_NOW, type Shop } from './shop.js';

const STAFF = 'S1';

/** Offers a proposal and decides it, as the supervisor does: under its role, step by step; what waits for staff, as staff. */
export async function decide(
  shop: Pick<Shop, 'databaseOf'>,
  proposalId: string,
  more: { customerId?: string; steps?: readonly ActionStatus[]; at?: Date } = {},
): Promise<void> {
  const { customerId = 'CA', steps = ['offered', 'confirmed'], at = SHOP_NOW } = more;
  for (const [index, status] of steps.entries()) {
    const byStaff = steps[index - 1] === 'waiting-for-staff';
    const scope = byStaff ? { staffId: STAFF } : { customerId };
    const when = byStaff
      ? { staff_id: STAFF, staff_decided_at: at }
      : status === 'offered'
        ? { offered_at: at }
        : { decided_at: at };
    await shop.databaseOf('switchboard_supervisor').transaction(scope, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable('action_proposals')
        .set({ status, ...when })
        .where('id', '=', proposalId)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) throw new Error(`no proposal ${proposalId} to decide`);
    });
  }
}
