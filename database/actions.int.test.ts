import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionStatus } from '../contract/action.js';
import type { DatabaseRole } from './roles.js';
import { openTestDatabase, type TestDatabase } from './testing.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seed: true });
});
afterAll(() => test.close());

const AGENT: DatabaseRole = 'switchboard_order_management';
const SUPERVISOR: DatabaseRole = 'switchboard_supervisor';

async function propose(
  id: string,
  more: { status?: ActionStatus; approval?: 'customer' | 'staff'; subjects?: string[] } = {},
) {
  const { status = 'proposed', approval = 'customer', subjects = [] } = more;
  await test.database(AGENT).transaction({ customerId: 'C1001' }, (own) =>
    own
      .insertInto('action_proposals')
      .values({
        ...{ id, customer_id: 'C1001', session_id: 's', turn_id: 't', request_id: 'r' },
        ...{ agent: 'order-management', tool: 'cancel_order', args: '{}', args_hash: 'h' },
        ...{ summary: '{"title":"Cancel","lines":[]}', amount_cents: null, currency: null },
        ...{ approval, level: 'verified', subjects, status, result: null, code: null },
        ...{
          created_at: test.now,
          expires_at: test.now,
          offered_at: null,
          decided_at: null,
          finished_at: null,
        },
      })
      .execute(),
  );
}

function move(role: DatabaseRole, id: string, status: ActionStatus, customerId = 'C1001') {
  return test.database(role).transaction({ customerId }, async (own) => {
    const decided = role === SUPERVISOR ? { decided_at: test.now } : {};
    const ended = role === AGENT ? { result: 'done', finished_at: test.now } : {};
    const { numUpdatedRows } = await own
      .updateTable('action_proposals')
      .set({ status, ...decided, ...ended })
      .where('id', '=', id)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  });
}

describe('a proposal', () => {
  it('goes from proposed over offered and confirmed to committed', async () => {
    await propose('p-whole-way');
    expect(await move(SUPERVISOR, 'p-whole-way', 'offered')).toBe(1);
    expect(await move(SUPERVISOR, 'p-whole-way', 'confirmed')).toBe(1);
    expect(await move(AGENT, 'p-whole-way', 'committed')).toBe(1);
  });

  it.each<ActionStatus>(['offered', 'confirmed', 'committed'])('cannot begin as %s', async (status) => {
    await expect(propose(`p-begins-${status}`, { status })).rejects.toThrow(/begins as proposed|violates/);
  });

  it('cannot be confirmed before it was offered, nor decided twice', async () => {
    await propose('p-order');
    await expect(move(SUPERVISOR, 'p-order', 'confirmed')).rejects.toThrow('does not go from');
    await move(SUPERVISOR, 'p-order', 'offered');
    await move(SUPERVISOR, 'p-order', 'declined');
    await expect(move(SUPERVISOR, 'p-order', 'confirmed')).rejects.toThrow('does not go from');
  });

  it('is not confirmed by an agent', async () => {
    await propose('p-agent');
    await expect(move(AGENT, 'p-agent', 'offered')).rejects.toThrow('only ends what was confirmed');
    await move(SUPERVISOR, 'p-agent', 'offered');
    await expect(
      test
        .database(AGENT)
        .transaction({ customerId: 'C1001' }, (own) =>
          own
            .updateTable('action_proposals')
            .set({ status: 'confirmed', decided_at: test.now })
            .where('id', '=', 'p-agent')
            .execute(),
        ),
    ).rejects.toThrow('permission denied');
  });

  it('cannot skip the staff where it needs them', async () => {
    await propose('p-staff', { approval: 'staff' });
    await move(SUPERVISOR, 'p-staff', 'offered');
    await expect(move(SUPERVISOR, 'p-staff', 'confirmed')).rejects.toThrow('needs staff');
    await move(SUPERVISOR, 'p-staff', 'waiting-for-staff');
    await expect(move(SUPERVISOR, 'p-staff', 'confirmed')).rejects.toThrow('violates check constraint');
  });

  describe('is withdrawn', () => {
    const withdraw = (id: string, by: string, role: DatabaseRole = AGENT) =>
      test
        .database(role)
        .transaction({ customerId: 'C1001' }, (own) =>
          own
            .updateTable('action_proposals')
            .set({ status: 'withdrawn', replaced_by: by, result: 'Replaced.', finished_at: test.now })
            .where('id', '=', id)
            .execute(),
        );

    it('by an agent, for a newer one about the same thing', async () => {
      await propose('p-old', { subjects: ['SB-1', 'SB-2'] });
      await move(SUPERVISOR, 'p-old', 'offered');
      await propose('p-new', { subjects: ['SB-2'] });
      await withdraw('p-old', 'p-new');
      await expect(move(SUPERVISOR, 'p-old', 'confirmed')).rejects.toThrow('does not go from');
    });

    it('for nothing, for itself or for something else by nobody', async () => {
      await propose('p-stays', { subjects: ['SB-3'] });
      await propose('p-else', { subjects: ['SB-4'] });
      for (const by of ['p-none', 'p-stays', 'p-else'])
        await expect(withdraw('p-stays', by)).rejects.toThrow('only withdrawn for another');
      await expect(move(AGENT, 'p-stays', 'withdrawn')).rejects.toThrow('only withdrawn for another');
    });

    it('by nobody once it was decided', async () => {
      await propose('p-decided', { subjects: ['SB-5'] });
      await move(SUPERVISOR, 'p-decided', 'offered');
      await move(SUPERVISOR, 'p-decided', 'confirmed');
      await propose('p-late', { subjects: ['SB-5'] });
      await expect(withdraw('p-decided', 'p-late')).rejects.toThrow('does not go from');
    });
  });

  it('keeps what was proposed, whoever asks', async () => {
    await propose('p-args');
    const change = test.pool.query(`update action_proposals set args = '{"amount":1}' where id = 'p-args'`);
    await expect(change).rejects.toThrow('never changed');
  });

  it("is out of another customer's sight and reach", async () => {
    await propose('p-own');
    expect(await move(SUPERVISOR, 'p-own', 'offered', 'C1002')).toBe(0);
  });
});

describe('the ledger', () => {
  const entry = (id: string) =>
    test.database(AGENT).transaction({ customerId: 'C1008' }, (own) =>
      own
        .insertInto('action_ledger')
        .values({
          ...{ proposal_id: id, customer_id: 'C1008', agent: 'order-management', tool: 'cancel_order' },
          ...{ args_hash: 'h', order_id: null, case_id: null, movements: '[]', at: test.now },
        })
        .execute(),
    );

  it('takes a proposal once and is never changed', async () => {
    await entry('once');
    await expect(entry('once')).rejects.toThrow('duplicate key');
    const role = test.database(AGENT);
    const changed = role.transaction({ customerId: 'C1008' }, (own) =>
      sql`update action_ledger set tool = 'x'`.execute(own),
    );
    await expect(changed).rejects.toThrow('permission denied');
  });

  it('outlives its customer without naming them', async () => {
    await entry('kept');
    await test.pool.query(`delete from customers where id = 'C1008'`);
    const { rows } = await test.pool.query(
      `select customer_id from action_ledger where proposal_id = 'kept'`,
    );
    expect(rows).toEqual([{ customer_id: null }]);
  });
});

describe('an order', () => {
  it('never gives back more than it took', async () => {
    const refund = (id: string, cents: number) =>
      test.database(AGENT).transaction({ customerId: 'C1001' }, (own) =>
        own
          .insertInto('order_payments')
          .values({
            ...{ id, order_id: 'SB-100003', customer_id: 'C1001', payment_method_id: 'PM-C1001-1' },
            ...{ kind: 'refund', amount_cents: cents, at: test.now, expected_at: null },
          })
          .execute(),
      );
    const paid = await test.pool.query<{ cents: number }>(
      `select sum(amount_cents)::int as cents from order_payments where order_id = 'SB-100003'`,
    );
    const cents = paid.rows[0]?.cents ?? 0;
    expect(cents).toBeGreaterThan(0);
    await expect(refund('too-much', cents + 1)).rejects.toThrow('more than it took');
    await refund('all-of-it', cents);
    await expect(refund('one-more', 1)).rejects.toThrow('more than it took');
  });
});
