import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { z } from 'zod';
import { ActionView } from '../../../contract/action.js';
import { freePort, type ProcessWorld, startProcesses, waitFor } from '../../helpers/processes.js';
import { type Customer, openCustomer, readTurnEvents } from '../harness/customer.js';
import { usePostgres } from '../harness/postgres.js';
import { atLeast, atMost, type ConformanceRow, type ConformContext, exactly } from '../row.js';

/** Where the process is killed: in a plain turn, in one whose word "yes" carries out a write, and in a decision by the button. */
const STEPS = {
  turn: [
    'opened',
    'understood',
    'begun',
    'answered',
    'responded',
    'before-finish',
    'committing',
    'finished',
    'told',
    'pruned',
  ],
  yes: ['before-effect', 'decided', 'committed', 'committing'],
  button: ['claimed', 'decided', 'committed', 'told-in-history', 'saving', 'saved'],
} as const;
type Kind = keyof typeof STEPS;

const TTL_AND_A_SECOND = 7_000;
/** So many are killed at once: what is gone on with afterwards shares one replica. */
const AT_ONCE = 5;
const HELD = 'held-supervisor';
const SETTINGS = { RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' };

interface Trial {
  kind: Kind;
  step: string;
  customer: Customer;
  key: string;
  order: string | undefined;
  proposal: { id: string; argsHash: string } | undefined;
}

interface Verdict {
  trial: Trial;
  /** Until another process had taken it, or gave its answer. */
  takenMs: number;
  answered: boolean;
  effects: number;
  historyOnce: boolean;
  roles: string;
}

const isWrong = ({ answered, effects, historyOnce }: Verdict): boolean =>
  !answered || effects !== 1 || !historyOnce;

/** A supervisor is held at a step and killed there; its client asks again, under the same key, at another replica. */
export const row: ConformanceRow = {
  id: 'R12',
  promise: 'a turn whose supervisor is killed is answered by another, with each effect and each message once',
  async run(context) {
    const { url } = await usePostgres(context);
    const control = String(await freePort());
    const world = await startProcesses(['order-management', 'supervisor', HELD], {
      ...SETTINGS,
      DATABASE_URL: url,
      HELD_CONTROL_PORT: control,
    });
    context.defer(() => world.close());
    const database = new pg.Pool({ connectionString: url, max: 2 });
    context.defer(() => database.end());
    const orders = await pendingOrders(database);
    // The replica that stays has been at work before.
    await (await openCustomer(world.services.supervisor?.url ?? '')).say('Where is my order SB-100003?');
    const verdicts: Verdict[] = [];
    const points = (Object.keys(STEPS) as Kind[]).flatMap((kind) =>
      STEPS[kind].map((step) => ({ kind, step })),
    );
    const rounds = Array.from({ length: context.pick(5, 1) }, () => points).flat();
    for (let next = 0; next < rounds.length; next += AT_ONCE) {
      const some = rounds.slice(next, next + AT_ONCE);
      verdicts.push(...(await killAt({ world, control, database, orders }, some, context)));
      if (next + AT_ONCE < rounds.length) await world.start(HELD);
    }
    const unended = await database.query("select 1 from turns where state <> 'ended'");
    return [
      atLeast('points', points.length, 12),
      exactly('kills', verdicts.length, rounds.length),
      exactly('requests without their answer', verdicts.filter(({ answered }) => !answered).length, 0),
      exactly(
        'writes that were not done exactly once',
        verdicts.filter(({ effects }) => effects !== 1).length,
        0,
      ),
      exactly(
        'histories with a message lost or doubled',
        verdicts.filter((one) => !one.historyOnce).length,
        0,
      ),
      atMost(
        'longest until taken over (ms)',
        Math.max(...verdicts.map(({ takenMs }) => takenMs)),
        TTL_AND_A_SECOND,
      ),
      exactly('turns left without an end', unended.rows.length, 0),
    ];
  },
};

interface Stage {
  world: ProcessWorld;
  control: string;
  database: pg.Pool;
  orders: { id: string; customer: string }[];
}

async function killAt(
  stage: Stage,
  points: readonly { kind: Kind; step: string }[],
  context: ConformContext,
): Promise<Verdict[]> {
  const { world, control } = stage;
  const held = world.services[HELD];
  const stays = world.services.supervisor?.url ?? '';
  const trials = await Promise.all(points.map((point) => prepare(stage, stays, point)));
  for (const { customer, step } of trials) {
    const body = JSON.stringify({ sessionId: customer.sessionId, step });
    await fetch(`http://127.0.0.1:${control}`, { method: 'POST', body });
  }
  for (const trial of trials)
    void ask(trial, held?.url ?? '')
      .then((response) => response.text())
      .catch(() => {});
  await waitFor(`a hold at ${points.map(({ step }) => step).join(', ')}`, async () => {
    const response = await fetch(`http://127.0.0.1:${control}`);
    return (
      Object.keys(z.record(z.string(), z.string()).parse(await response.json())).length === trials.length
    );
  });
  held?.signal('SIGKILL');
  const killedAt = performance.now();
  const verdicts = await Promise.all(trials.map((trial) => askAgain(stage, stays, trial, killedAt)));
  for (const { trial, answered, effects, roles } of verdicts.filter(isWrong))
    context.say(`${trial.kind}/${trial.step}: answered ${answered}, effects ${effects}, history ${roles}`);
  const slowest = Math.max(...verdicts.map(({ takenMs }) => takenMs));
  context.say(
    `killed at ${points.map(({ kind, step }) => `${kind}/${step}`).join(' ')}: ${Math.round(slowest)} ms`,
  );
  await restore(stage, trials);
  return verdicts;
}

async function prepare(
  { database, orders }: Stage,
  supervisor: string,
  { kind, step }: { kind: Kind; step: string },
): Promise<Trial> {
  const key = randomUUID();
  if (kind === 'turn')
    return {
      kind,
      step,
      key,
      customer: await openCustomer(supervisor),
      order: undefined,
      proposal: undefined,
    };
  for (let order = orders.pop(); order !== undefined; order = orders.pop()) {
    const customer = await openCustomer(supervisor, order.customer);
    await customer.say(`Please cancel order ${order.id}, I do not need it any more`);
    const { rows } = await database.query<{ id: string; argsHash: string }>(
      "select id, args_hash as \"argsHash\" from action_proposals where session_id = $1 and status = 'offered' and approval = 'customer' and level = 'verified'",
      [customer.sessionId],
    );
    if (rows.length === 1) return { kind, step, key, customer, order: order.id, proposal: rows[0] };
  }
  throw new Error('there are not enough orders that can be cancelled');
}

function ask({ kind, customer, key, proposal }: Trial, supervisor: string): Promise<Response> {
  const headers = { 'idempotency-key': key };
  if (kind === 'turn') return customer.send('Where is my order SB-100003?', { supervisor, headers });
  if (kind === 'yes') return customer.send('Yes, go ahead.', { supervisor, headers });
  return fetch(`${supervisor}/v1/sessions/${customer.sessionId}/actions/${proposal?.id}`, {
    method: 'POST',
    headers: { ...customer.headers, ...headers },
    body: JSON.stringify({ decision: 'confirm', argsHash: proposal?.argsHash }),
  });
}

async function askAgain(
  { database }: Stage,
  supervisor: string,
  trial: Trial,
  killedAt: number,
): Promise<Verdict> {
  let response = await ask(trial, supervisor);
  while (response.status === 409 && performance.now() - killedAt < 20_000) {
    await response.body?.cancel();
    await new Promise((resolve) => setTimeout(resolve, 200));
    response = await ask(trial, supervisor);
  }
  const takenMs = performance.now() - killedAt;
  const answered = response.status === 200 && (await isWhole(trial, response));
  return {
    trial,
    takenMs,
    answered,
    effects: await effectsOf(database, trial),
    ...(await readHistory(trial)),
  };
}

async function isWhole({ kind }: Trial, response: Response): Promise<boolean> {
  if (kind === 'button') return ActionView.parse(await response.json()).status === 'committed';
  let last = '';
  let words = '';
  for await (const event of readTurnEvents(response)) {
    last = event.type;
    if (event.type === 'text-delta') words += event.text;
  }
  return last === 'turn-end' && words !== '';
}

async function effectsOf(database: pg.Pool, { proposal, order }: Trial): Promise<number> {
  if (proposal === undefined) return 1;
  const { rows } = await database.query<{ ledger: number; refunds: number }>(
    `select (select count(*)::int from action_ledger where proposal_id = $1) as ledger,
      (select count(*)::int from order_payments where order_id = $2 and kind = 'refund')
        - (select count(distinct payment_method_id)::int - 1 from order_payments where order_id = $2 and kind = 'refund')
        as refunds`,
    [proposal.id, order],
  );
  const [row] = rows;
  return row?.ledger === 1 && row.refunds === 1 ? 1 : 0;
}

/** Of each turn one message of the customer and one answer; of a decision by the button one line that tells of it. */
async function readHistory({ kind, customer, proposal }: Trial) {
  const messages = await customer.history();
  const roles = messages.map(({ role }) => role).join(' ');
  const distinct = new Set(messages.map(({ id }) => id)).size === messages.length;
  const told = messages.filter(({ id }) => id === `${proposal?.id}:result`).length;
  return { roles, historyOnce: distinct && roles === EXPECTED[kind] && (kind !== 'button' || told === 1) };
}

const EXPECTED: Record<Kind, string> = {
  turn: 'customer assistant',
  yes: 'customer assistant customer assistant',
  button: 'customer assistant assistant',
};

/** Gives the orders back as they were, for the next round; what was done stays in the ledger, under its own proposal. */
async function restore({ database, orders }: Stage, trials: readonly Trial[]): Promise<void> {
  const used = trials.filter(({ proposal }) => proposal !== undefined);
  for (const { order } of used) {
    const client = await database.connect();
    try {
      await client.query("begin; set local session_replication_role = 'replica'");
      await client.query("delete from order_payments where order_id = $1 and kind = 'refund'", [order]);
      const { rows } = await client.query<{ customer: string }>(
        "update orders set status = 'pending', cancel_reason = null where id = $1 returning customer_id as customer",
        [order],
      );
      await client.query('commit');
      orders.unshift(...rows.map(({ customer }) => ({ id: order ?? '', customer })));
    } finally {
      client.release();
    }
  }
}

async function pendingOrders(database: pg.Pool): Promise<Stage['orders']> {
  const { rows } = await database.query<{ id: string; customer: string }>(
    `select o.id, o.customer_id as customer from orders o where o.status = 'pending'
       and (select count(*) from order_payments p where p.order_id = o.id) = 1 order by o.id`,
  );
  return rows;
}
