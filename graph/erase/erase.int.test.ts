import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SessionView } from '../../contract/chat-api.js';
import { openSupervisors, type TestSupervisors } from '../testing/open-supervisors.js';
import { createEraser } from './eraser.js';

const ErrorCode = z.object({ code: z.string() });

let house: TestSupervisors;
beforeAll(async () => {
  house = await openSupervisors();
});
afterAll(() => house.close());

async function converse(customer: string): Promise<string> {
  const made = { method: 'POST', body: {}, status: 201, customer };
  const { id } = await house.json<SessionView>('/v1/sessions', made);
  for (const text of ['where is my parcel', 'a person please'])
    await house.json(`/v1/sessions/${id}/messages`, { method: 'POST', body: { text }, customer });
  await house.world.pool.query(
    `insert into action_proposals (id, customer_id, session_id, turn_id, request_id, agent, tool, args, args_hash,
       summary, approval, level, status, created_at, expires_at)
     values ('p-' || $2, $1, $2, 't', 'r', 'order-management', 'x', '{}', 'h', '{}', 'customer', 'verified', 'proposed',
       now(), now())`,
    [customer, id],
  );
  await house.call('/v1/verification', { method: 'POST', customer });
  return id;
}

/** Every row of every table but the catalog's and the documents' in which a value stands that is the customer's id or one of the session's. */
async function rowsWith(...values: string[]): Promise<Record<string, number>> {
  const { rows: tables } = await house.world.pool.query<{ name: string }>(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema in ('public', 'checkpoints') and table_type = 'BASE TABLE'
       and table_name !~ '^(knowledge_(chunks|postings|documents)|products|variant.*)$'`,
  );
  const found: Record<string, number> = {};
  for (const { name } of tables) {
    const { rows } = await house.world.pool.query(
      `select count(*)::int as rows from ${name} as t
       where exists (select from unnest($1::text[]) as v where position('"' || v || '"' in to_jsonb(t)::text) > 0)`,
      [values],
    );
    if (rows[0].rows > 0) found[name] = rows[0].rows;
  }
  return found;
}

const erase = (path: string, customer: string, level: 'verified' | 'step-up' = 'verified') =>
  house.call(path, { method: 'DELETE', customer, level });

describe('erasing the conversations', () => {
  it('takes all of them with their checkpoints, and leaves the account and other customers alone', async () => {
    const sessions = [await converse('C1001'), await converse('C1001')];
    const other = await converse('C1002');
    const before = await rowsWith(...sessions);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'checkpoints.checkpoints',
        'public.sessions',
        'public.messages',
        'public.handoffs',
        'public.action_proposals',
      ]),
    );
    const account = await rowsWith('C1001');
    const kept = await rowsWith(other);
    expect((await erase('/v1/me/conversations', 'C1001')).status).toBe(204);
    expect(await rowsWith(...sessions)).toEqual({});
    const left = await rowsWith('C1001');
    expect(left).not.toHaveProperty(['public.messages']);
    expect(left['public.orders']).toBe(account['public.orders']);
    expect(left['public.customers']).toBe(1);
    expect(await rowsWith(other)).toEqual(kept);
    expect((await erase('/v1/me/conversations', 'C1001')).status).toBe(204);
  });

  it('waits for no answer that is being written, and erases none of them then', async () => {
    const session = await converse('C1003');
    let status = 0;
    house.play(async () => {
      status = (await erase('/v1/me/conversations', 'C1003')).status;
      return { text: 'done' };
    });
    const body = { text: 'and now?' };
    await house.json(`/v1/sessions/${session}/messages`, { method: 'POST', body, customer: 'C1003' });
    expect(status).toBe(409);
    expect((await house.call(`/v1/sessions/${session}`, { customer: 'C1003' })).status).toBe(200);
    expect((await erase('/v1/me/conversations', 'C1003')).status).toBe(204);
  });

  it('goes on where an earlier attempt broke off', async () => {
    const session = await converse('C1004');
    const database = house.world.database('switchboard_supervisor');
    const broken = createEraser({
      database,
      forget: async () => {
        throw new Error('the database went away');
      },
    });
    await expect(broken.conversations('C1004')).rejects.toThrow('went away');
    expect((await erase('/v1/me/conversations', 'C1004')).status).toBe(204);
    expect(await rowsWith(session)).toEqual({});
  });
});

describe('erasing the customer', () => {
  it('takes every row that names them, and keeps the ledger without the name', async () => {
    const session = await converse('C1005');
    const ledger = `insert into action_ledger (proposal_id, customer_id, agent, tool, args_hash, movements, at)
      values ('done', 'C1005', 'order-management', 'cancel_order', 'h', '[]', now())`;
    await house.world.pool.query(ledger);
    const before = await rowsWith('C1005');
    for (const table of ['customers', 'orders', 'payment_methods', 'preferences', 'verifications'])
      expect(before).toHaveProperty([`public.${table}`]);
    expect((await erase('/v1/me', 'C1005', 'step-up')).status).toBe(204);
    expect(await rowsWith('C1005', session)).toEqual({});
    const { rows } = await house.world.pool.query(
      "select customer_id from action_ledger where proposal_id = 'done'",
    );
    expect(rows).toEqual([{ customer_id: null }]);
    expect((await erase('/v1/me', 'C1005', 'step-up')).status).toBe(204);
    const again = await house.call('/v1/sessions', { method: 'POST', body: {}, customer: 'C1005' });
    expect(again.status).toBe(403);
  });

  it('works for every demo customer', async () => {
    const { rows } = await house.world.pool.query<{ id: string }>('select id from demo_customers');
    expect(rows.length).toBeGreaterThan(3);
    for (const { id } of rows) {
      expect((await erase('/v1/me', id, 'step-up')).status).toBe(204);
      expect(await rowsWith(id)).toEqual({});
    }
  });

  it('needs a one-time code, and a customer', async () => {
    const before = await rowsWith('C1100');
    const response = await erase('/v1/me', 'C1100');
    expect([response.status, ErrorCode.parse(await response.json()).code]).toEqual([403, 'step-up-required']);
    for (const path of ['/v1/me', '/v1/me/conversations']) {
      expect((await house.call(path, { method: 'DELETE' })).status).toBe(401);
      expect((await house.call(path, { method: 'DELETE', staff: 'S1', role: 'admin' })).status).toBe(401);
    }
    expect(await rowsWith('C1100')).toEqual(before);
  });
});
