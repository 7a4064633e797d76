import type pg from 'pg';

/** What conversations change and others look at. */
const TABLES = [
  'customers',
  'customer_addresses',
  'payment_methods',
  'preferences',
  'orders',
  'order_lines',
  'order_payments',
  'cases',
  'handoffs',
  'variant_stock',
  'action_ledger',
];

/** Keeps the shop as it is now, and gives what puts it back, so that each conversation finds the same shop. */
export async function keepShop(pool: pg.Pool): Promise<() => Promise<void>> {
  await pool.query('create schema kept');
  for (const table of TABLES) await pool.query(`create table kept.${table} as table public.${table}`);
  return async () => {
    const client = await pool.connect();
    try {
      // Without triggers and foreign keys, which hold for the whole but not in between.
      await client.query("begin; set local session_replication_role = 'replica'");
      for (const table of TABLES)
        await client.query(`delete from ${table}; insert into ${table} select * from kept.${table}`);
      await client.query('commit');
    } finally {
      client.release();
    }
  };
}
