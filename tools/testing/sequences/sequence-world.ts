import type pg from 'pg';
import { createDatabase } from '../../../database/create-database.js';
import type { Database } from '../../../database/database.js';
import type { DatabaseRole } from '../../../database/roles.js';
import { commitAction } from '../../actions/commit-action.js';
import type { Crash } from './commands.js';
import { type CrashReport, crashingPool } from './crashing-pool.js';
import { buildModelState, toSequenceRows } from './sequence-rows.js';

/** What was done to the shop of the sequences, over all of them. */
export interface SequenceCounts {
  sequences: number;
  commands: number;
  commits: number;
  /** Writes that were carried out in the end. */
  effects: number;
  duplicates: number;
  races: number;
  crashes: number;
  /** Of the crashes, those between commit and answer. */
  lostAnswers: number;
}

/** A shop for many sequences, each with a customer of its own, and two replicas of the services that share the database. */
export interface SequenceWorld {
  pool: pg.Pool;
  /** How proposals are carried out: the product's own way, or one that a test wants to see fail. */
  commit: typeof commitAction;
  counts: SequenceCounts;
  database(replica: number, role: DatabaseRole): Database;
  /** A process that ends as told. */
  crashing(role: DatabaseRole, crash: Crash): { database: Database; report: CrashReport };
  /** Rows for as many customers, whose numbers it returns. */
  addCustomers(count: number): Promise<number[]>;
}

/** A world over a migrated database. Its own pool is the owner's; the replicas bring their own. */
export async function openSequenceWorld(options: {
  pool: pg.Pool;
  replicas: readonly pg.Pool[];
  commit?: typeof commitAction;
}): Promise<SequenceWorld> {
  const { pool, replicas, commit = commitAction } = options;
  await pool.query(NOTE_STEPS);
  let customers = 0;
  const poolOf = (replica: number): pg.Pool => replicas[replica % replicas.length] ?? pool;
  return {
    ...{ pool, commit },
    counts: {
      sequences: 0,
      commands: 0,
      commits: 0,
      effects: 0,
      duplicates: 0,
      races: 0,
      crashes: 0,
      lostAnswers: 0,
    },
    database: (replica, role) => createDatabase({ pool: poolOf(replica), role }),
    crashing(role, crash) {
      const crashing = crashingPool(poolOf(0), crash);
      return { database: createDatabase({ pool: crashing.pool, role }), report: crashing.report };
    },
    async addCustomers(count) {
      const numbers = Array.from({ length: count }, () => customers++);
      const all = numbers.map((number) => ({ number, state: buildModelState(number) }));
      for (const [table, rows] of toSequenceRows(all)) {
        const columns = Object.keys(rows[0] ?? {}).join(', ');
        await pool.query(
          `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
          [JSON.stringify(rows)],
        );
      }
      return numbers;
    },
  };
}

/** Every step that an order takes is kept, so that the way there can be judged and not only the end. */
const NOTE_STEPS = `
  create table order_steps (order_id text, step text);
  create function note_step() returns trigger language plpgsql security definer as $$
  begin
    insert into order_steps values (new.id, old.status || ' to ' || new.status);
    return null;
  end $$;
  create trigger note_step after update of status on orders for each row
    when (old.status is distinct from new.status) execute function note_step();`;
