import pg from 'pg';
import type { Customer } from '../harness/customer.js';
import type { Persisted } from './persistent-customer.js';

/** A message with its conversation. */
export interface Said extends Persisted {
  customer: Customer;
}

/** What the stored conversations and effects say of what was sent. */
export interface Books {
  wrongConversations: number;
  unendedTurns: number;
  doubledEffects: number;
}

/**
 * Each acknowledged message stands once in its conversation with one answer; each turn has ended; and there are as many
 * tickets as confirmed proposals of one.
 */
export async function checkBooks(databaseUrl: string, said: readonly Said[]): Promise<Books> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    const count = async (statement: string): Promise<number> => {
      const { rows } = await client.query<{ count: string }>(statement);
      return Number(rows[0]?.count);
    };
    const unendedTurns = await count(`select count(*) from turns where state <> 'ended'`);
    const doubledEffects = await count(
      `select abs((select count(*) from cases where kind = 'ticket' and created_at > (select min(started_at) from turns))
         - (select count(*) from action_ledger where tool = 'open_ticket')) as count`,
    );
    const { rows } = await client.query<{ session_id: string; role: string; body: string; turn_id: string }>(
      'select session_id, role, body, turn_id from messages',
    );
    const bySession = group(rows);
    const wrong = new Set<string>();
    for (const { customer, text, turnId, end } of said) {
      const messages = bySession.get(customer.sessionId) ?? [];
      const asked = messages.filter(({ role, body }) => role === 'customer' && body === text).length;
      const answered = messages.filter((one) => one.role === 'assistant' && one.turn_id === turnId).length;
      const isWrong = asked > 1 || answered > 1 || (turnId !== undefined && asked !== 1);
      if (isWrong || (end === 'served' && answered !== 1)) wrong.add(customer.sessionId);
    }
    return { wrongConversations: wrong.size, unendedTurns, doubledEffects };
  } finally {
    await client.end();
  }
}

function group<Row extends { session_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.session_id, [...(groups.get(row.session_id) ?? []), row]);
  return groups;
}
