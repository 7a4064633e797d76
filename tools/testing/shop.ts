import type pg from 'pg';
import type { Identity } from '../../contract/identity.js';
import type { Database } from '../../database/database.js';
import type { DatabaseRole } from '../../database/roles.js';
import { openTestDatabase } from '../../database/testing.js';
import type { KnowledgeRetriever } from '../../knowledge/retriever.js';
import type { Embedder } from '../../models/embedder.js';
import type { ToolContext } from '../tool.js';
import { SHOP_ROWS } from './shop-rows.js';

/** The instant at which the small shop of these tests stands still. */
export const SHOP_NOW = new Date('2026-06-15T12:00:00.000Z');

/** A shop of a few rows, each there for a rule that a test names. */
export interface Shop {
  pool: pg.Pool;
  databaseOf(role: DatabaseRole): Database;
  /** A context of a customer, or of a visitor without one, under a service's own database role. */
  contextOf(role: DatabaseRole, customerId?: string, overrides?: Partial<ToolContext>): ToolContext;
  /** Puts everything back as it was in the beginning. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a migrated database and puts the small shop into it. */
export async function openShop(): Promise<Shop> {
  const { pool, database, close } = await openTestDatabase();
  const fill = async () => {
    for (const [table, rows] of SHOP_ROWS) await insertRows(pool, table, rows);
  };
  await fill();
  return {
    async reset() {
      await pool.query('truncate customers, products, action_ledger cascade');
      await fill();
    },
    pool,
    close,
    databaseOf: database,
    contextOf: (role, customerId, overrides = {}) => ({
      identity: identityOf(customerId),
      agent: role.replace('switchboard_', '').replaceAll('_', '-'),
      sessionId: 'session-1',
      turnId: 'turn-1',
      requestId: 'request-1',
      locale: 'en-US',
      now: () => SHOP_NOW,
      signal: new AbortController().signal,
      database: database(role),
      knowledge: EMPTY_KNOWLEDGE,
      embedder: wordEmbedder,
      ...overrides,
    }),
  };
}

function identityOf(customerId: string | undefined): Identity {
  return customerId === undefined ? { level: 'anonymous' } : { level: 'verified', customerId };
}

/** Column names come from the constants of this folder, never from a test's input. */
async function insertRows(
  pool: pg.Pool,
  table: string,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  await pool.query(
    `insert into ${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

const EMPTY_KNOWLEDGE: KnowledgeRetriever = {
  search: async () => ({ chunks: [], evidence: 'none' }),
  document: async () => undefined,
};

/** Meaning as shared words: each word is one dimension, so that likeness can be foreseen in a test. */
export const wordEmbedder: Embedder = {
  id: 'test-words',
  dimensions: 512,
  embed: async (texts) => texts.map(embedWords),
  close: async () => {},
};

function embedWords(text: string): number[] {
  const vector = new Array<number>(512).fill(0);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    let hash = 0;
    for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 512;
    vector[hash] = 1;
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
