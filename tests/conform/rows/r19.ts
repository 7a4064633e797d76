import pg from 'pg';
import { startProcesses } from '../../helpers/processes.js';
import { openCustomer } from '../harness/customer.js';
import { percentile } from '../harness/load-driver.js';
import { usePostgres } from '../harness/postgres.js';
import { startStatementCounter } from '../harness/statement-counter.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const QUESTIONS = [
  'Where is my order SB-100003?',
  'When does my order SB-100002 arrive?',
  'What did I order in SB-100001?',
];
/** What is done off the turn's path is done by then. */
const SETTLE_MILLISECONDS = 150;

/**
 * One conversation of fifty turns, as it is set up by default. Every statement is counted where it leaves the service, with
 * `begin` and `commit`; limits are high, and stay on.
 */
export const row: ConformanceRow = {
  id: 'R19',
  promise: 'a conversation costs the same storage and the same statements at turn 50 as at turn 1',
  async run(context) {
    const { url } = await usePostgres(context);
    const [ofSupervisor, ofAgent] = [await startStatementCounter(url), await startStatementCounter(url)];
    context.defer(() => ofSupervisor.close());
    context.defer(() => ofAgent.close());
    const limits = { RATE_LIMIT_MESSAGES_PER_MINUTE: '100000', RATE_LIMIT_REQUESTS_PER_MINUTE: '100000' };
    const world = await startProcesses([], { DATABASE_URL: url, ...limits });
    context.defer(() => world.close());
    await world.start('order-management', { DATABASE_URL: ofAgent.url });
    const { url: supervisor } = await world.start('supervisor', { DATABASE_URL: ofSupervisor.url });
    const database = new pg.Pool({ connectionString: url, max: 1 });
    context.defer(() => database.end());
    const customer = await openCustomer(supervisor);
    const [storage, all, checkpointer, perTool]: [Storage[], number[], number[], number[]] = [[], [], [], []];
    for (let turn = 0; turn < context.pick(50, 15); turn += 1) {
      ofSupervisor.take();
      ofAgent.take();
      const events = await customer.say(QUESTIONS[turn % QUESTIONS.length] ?? '');
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MILLISECONDS));
      const statements = ofSupervisor.take();
      all.push(statements.length);
      checkpointer.push(statements.filter(isCheckpointers).length);
      const tools = events.filter(({ type }) => type === 'tool-end').length;
      if (tools > 0) perTool.push(ofAgent.take().length / tools);
      storage.push(await measure(database, customer.sessionId));
    }
    const { rows: batches } = await database.query<{ most: number }>(
      'select max(n)::int as most from (select count(*) as n from turn_events group by turn_id) as counted',
    );
    const first = storage[0] ?? { rows: 0, bytes: 0, history: 1 };
    const last = storage.at(-1) ?? first;
    context.say(
      `checkpoints: ${first.rows} rows, ${first.bytes} bytes; at the end ${last.rows}, ${last.bytes}`,
    );
    context.say(`statements of the supervisor: ${all.join(' ')}`);
    return [
      exactly('more checkpoint rows at the end than at first', last.rows - first.rows, 0),
      atMost('checkpoint rows', last.rows, 10),
      atMost('checkpoint bytes, of the bytes of the history', last.bytes / last.history, 1.5),
      atMost('statements of the checkpointer a turn', Math.max(...checkpointer), 12),
      atMost('statements of the supervisor a turn, median', percentile(all, 0.5), 30),
      atMost('statements of the supervisor a turn, p90', percentile(all, 0.9), 30),
      atLeast('turns with a tool call', perTool.length, 10),
      atMost('statements of the agent a tool call', Math.max(...perTool), 4),
      atMost('batches of events a turn', batches[0]?.most ?? Number.NaN, 5),
    ];
  },
};

interface Storage {
  rows: number;
  bytes: number;
  history: number;
}

/** Its transactions are in capitals, ours are not. */
function isCheckpointers(statement: string): boolean {
  return statement.includes('checkpoint') || statement === 'BEGIN' || statement === 'COMMIT';
}

async function measure(database: pg.Pool, sessionId: string): Promise<Storage> {
  const { rows } = await database.query<Storage>(
    `with kept as (
       select pg_column_size(t) as size from checkpoints.checkpoints t where thread_id = $1
       union all select pg_column_size(t) from checkpoints.checkpoint_blobs t where thread_id = $1
       union all select pg_column_size(t) from checkpoints.checkpoint_writes t where thread_id = $1
     )
     select (select count(*)::int from kept) as rows, (select coalesce(sum(size), 0)::int from kept) as bytes,
       (select coalesce(sum(pg_column_size(m)), 1)::int from messages m where session_id = $1) as history`,
    [sessionId],
  );
  return rows[0] ?? { rows: 0, bytes: 0, history: 1 };
}
