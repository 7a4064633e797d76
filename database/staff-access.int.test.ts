import type { Transaction } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActionStatus } from '../contract/action.js';
import { DATABASE_ROLES, type DatabaseRole } from './roles.js';
import type { Schema } from './schema.js';
import { openTestDatabase, type TestDatabase } from './testing.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seed: true });
  for (const customer of ['C1001', 'C1002']) await addConversation(customer);
});
afterAll(() => test.close());

const SUPERVISOR: DatabaseRole = 'switchboard_supervisor';
const TABLES = ['handoffs', 'sessions', 'messages', 'action_proposals'] as const;

async function addConversation(customer: string): Promise<void> {
  const values = [`s-${customer}`, customer, test.now];
  await test.pool.query(
    `insert into sessions (id, customer_id, locale, title, summary, facts, created_at, updated_at)
     values ($1, $2, 'en-US', '', '', '[]', $3, $3)`,
    values,
  );
  await test.pool.query(
    `insert into messages (session_id, customer_id, id, turn_id, role, body, data, created_at)
     values ($1, $2, 'm', 't', 'customer', 'hello', '{}', $3)`,
    values,
  );
  await test.pool.query(
    `insert into handoffs (id, session_id, customer_id, reason, summary, package, state, created_at)
     values ('h-' || $1, $1, $2, 'customer-request', 'x', '{}', 'queued', $3)`,
    values,
  );
  await propose(customer, `p-${customer}`);
}

async function propose(customer: string, id: string, ...steps: ActionStatus[]): Promise<void> {
  await test.pool.query(
    `insert into action_proposals (id, customer_id, session_id, turn_id, request_id, agent, tool, args, args_hash,
       summary, approval, level, status, created_at, expires_at)
     values ($1, $2, 's-' || $2, 't', 'r', 'order-management', 'return_items', '{}', 'h', '{"title":"","lines":[]}',
       'staff', 'verified', 'proposed', $3, $3)`,
    [id, customer, test.now],
  );
  for (const step of steps) {
    await test.pool.query('update action_proposals set status = $2, decided_at = $3 where id = $1', [
      ...[id, step, test.now],
    ]);
  }
}

const ownersIn = (scope: { customerId?: string; staffId?: string }, role = SUPERVISOR) =>
  test.database(role).transaction(scope, async (transaction) => {
    const seen: Record<string, (string | null)[]> = {};
    for (const table of TABLES) {
      const rows = await transaction.selectFrom(table).select('customer_id').distinct().execute();
      seen[table] = rows.map((row) => row.customer_id).sort();
    }
    return seen;
  });

function asStaff<T>(run: (transaction: Transaction<Schema>) => Promise<T>, role = SUPERVISOR): Promise<T> {
  return test.database(role).transaction({ staffId: 'S1' }, run);
}
const decide = (id: string, status: ActionStatus, staff_id: string | null) =>
  asStaff(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('action_proposals')
      .set({ status, staff_id, staff_decided_at: staff_id === null ? null : test.now })
      .where('id', '=', id)
      .executeTakeFirst();
    return Number(numUpdatedRows);
  });

describe('a transaction of the staff', () => {
  it('sees the conversations of all customers, as the supervisor alone', async () => {
    const all = Object.fromEntries(TABLES.map((table) => [table, ['C1001', 'C1002']]));
    expect(await ownersIn({ staffId: 'S1' })).toEqual(all);
    expect(await ownersIn({ customerId: 'C1001' })).toEqual(
      Object.fromEntries(TABLES.map((table) => [table, ['C1001']])),
    );
    expect(await ownersIn({})).toEqual(Object.fromEntries(TABLES.map((table) => [table, []])));
  });

  it('ends with itself: the next one on the connection sees nothing', async () => {
    for (let round = 0; round < 20; round += 1) {
      await Promise.all([ownersIn({ staffId: 'S1' }), asStaff(async () => undefined)]);
      expect((await ownersIn({})).messages).toEqual([]);
    }
  });

  it.each(DATABASE_ROLES.filter((role) => role !== SUPERVISOR && role !== 'switchboard_ingest'))(
    'opens nothing for %s',
    async (role) => {
      const seen = await asStaff(
        (transaction) => transaction.selectFrom('handoffs').select('id').execute(),
        role,
      );
      expect(seen).toEqual([]);
    },
  );

  it('is refused for a name that is no id', async () => {
    await expect(ownersIn({ staffId: "S1'; reset role; --" })).rejects.toThrow();
  });

  it('writes as staff and not in another voice', async () => {
    const write = (role: 'customer' | 'assistant' | 'staff') =>
      asStaff((transaction) =>
        transaction
          .insertInto('messages')
          .values({
            ...{ id: role, session_id: 's-C1001', customer_id: 'C1001', turn_id: 't', role },
            ...{ body: 'x', data: '{}', created_at: test.now },
          })
          .execute(),
      );
    await write('staff');
    await expect(write('assistant')).rejects.toThrow('row-level security');
    await expect(write('customer')).rejects.toThrow('row-level security');
  });
});

describe('a proposed write', () => {
  it('that waits for staff is decided under the own name only', async () => {
    await propose('C1001', 'p-waits', 'offered', 'waiting-for-staff');
    await expect(decide('p-waits', 'confirmed', null)).rejects.toThrow('under their own name');
    await expect(decide('p-waits', 'confirmed', 'S2')).rejects.toThrow('under their own name');
    await expect(decide('p-waits', 'declined', 'S1')).rejects.toThrow('row-level security');
    expect(await decide('p-waits', 'confirmed', 'S1')).toBe(1);
    expect(await decide('p-waits', 'rejected', 'S1')).toBe(0);
  });

  it('that the customer has not confirmed is out of reach of the staff', async () => {
    await propose('C1001', 'p-offered', 'offered');
    expect(await decide('p-offered', 'confirmed', 'S1')).toBe(0);
    expect(await decide('p-C1001', 'rejected', 'S1')).toBe(0);
  });

  it('that needs staff is not confirmed on behalf of the customer alone', async () => {
    await propose('C1001', 'p-alone', 'offered', 'waiting-for-staff');
    const confirm = (signed: { staff_id?: string; staff_decided_at?: Date }) =>
      test.database(SUPERVISOR).transaction({ customerId: 'C1001' }, (own) =>
        own
          .updateTable('action_proposals')
          .set({ status: 'confirmed', ...signed })
          .where('id', '=', 'p-alone')
          .execute(),
      );
    await expect(confirm({})).rejects.toThrow('check constraint');
    const forged = confirm({ staff_id: 'S1', staff_decided_at: test.now });
    await expect(forged).rejects.toThrow('under their own name');
  });
});

describe('a conversation', () => {
  it('is handed over once at a time', async () => {
    const again = () =>
      test.database(SUPERVISOR).transaction({ customerId: 'C1002' }, (own) =>
        own
          .insertInto('handoffs')
          .values({
            ...{ id: `h-${Math.random()}`, session_id: 's-C1002', customer_id: 'C1002', reason: 'x' },
            ...{ summary: 'x', package: '{}', state: 'queued', created_at: test.now },
          })
          .execute(),
      );
    await expect(again()).rejects.toThrow('one_open_handoff');
    await test.pool.query(
      "update handoffs set state = 'closed', ending = 'closed', ended_at = now() where session_id = 's-C1002'",
    );
    await again();
  });
});
