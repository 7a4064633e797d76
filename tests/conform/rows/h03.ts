import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { Problem } from '../../../contract/problem.js';
import { freePort, startProcesses, waitFor } from '../../helpers/processes.js';
import { type Customer, openCustomer } from '../harness/customer.js';
import { usePostgres } from '../harness/postgres.js';
import { postMessage } from '../harness/turn-client.js';
import { type ConformanceRow, exactly } from '../row.js';

const HELD = 'held-supervisor';
const AT_ONCE = 50;

interface Proposed {
  customer: Customer;
  id: string;
  argsHash: string;
}

/** Decisions and messages are sent many times under one key, at once, later, changed, by others, and over a crash. */
export const row: ConformanceRow = {
  id: 'H03',
  promise: 'a request under an Idempotency-Key is carried out once and gets one answer',
  async run(context) {
    const { url } = await usePostgres(context);
    const control = String(await freePort());
    const world = await startProcesses(['order-management', 'supervisor', HELD], {
      ...{ DATABASE_URL: url, HELD_CONTROL_PORT: control },
      ...{ RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' },
    });
    context.defer(() => world.close());
    const database = new pg.Pool({ connectionString: url, max: 2 });
    context.defer(() => database.end());
    const replicas = ['supervisor', HELD].map((name) => world.services[name]?.url ?? '');
    const [one = '', two = ''] = replicas;
    const effectsOf = async ({ id }: Proposed): Promise<number> =>
      (await database.query('select 1 from action_ledger where proposal_id = $1', [id])).rows.length;

    const first = await propose(database, one);
    const key = randomUUID();
    const sent = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => decide(replicas[index % 2] ?? '', first, { key })),
    );
    const bodies = await Promise.all(sent.map((response) => response.text()));
    const statuses = sent.map(({ status }) => status);
    context.say(`at once: ${statuses.filter((status) => status === 200).length} x 200`);
    const answers = new Set(bodies.filter((_, index) => statuses[index] === 200));
    const [later, elsewhere] = [await decide(one, first, { key }), await decide(two, first, { key })];
    const told = new Set([...answers, await later.text(), await elsewhere.text()]);
    const changed = await decide(one, first, { key, decision: 'decline' });
    const missing = await decide(one, first, {});
    const second = await propose(database, one);
    const independent = await decide(two, second, { key });

    const third = await propose(database, one);
    const crashKey = randomUUID();
    await fetch(`http://127.0.0.1:${control}`, {
      method: 'POST',
      body: JSON.stringify({ sessionId: third.customer.sessionId, step: 'saving' }),
    });
    const lost = decide(two, third, { key: crashKey }).then((response) => response.text());
    lost.catch(() => {});
    await waitFor('the effect', async () => (await effectsOf(third)) === 1);
    await waitFor(
      'the hold',
      async () => (await (await fetch(`http://127.0.0.1:${control}`)).text()) !== '{}',
    );
    const inFlight = await decide(one, third, { key: crashKey });
    const inFlightProblem = Problem.parse(await inFlight.json());
    world.services[HELD]?.signal('SIGKILL');
    let retried = await decide(one, third, { key: crashKey });
    for (let tries = 0; retried.status === 409 && tries < 100; tries += 1) {
      await retried.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, 200));
      retried = await decide(one, third, { key: crashKey });
    }
    const refunds = await database.query(
      `select order_id from order_payments where kind = 'refund' and order_id in
         (select order_id from action_ledger where proposal_id = $1)`,
      [third.id],
    );

    const chat = await openCustomer(one);
    const post = { supervisor: one, text: 'Where is my order SB-100003?', key: 'a-message' };
    const answer = await (await postMessage(chat, post)).text();
    const again = await postMessage(chat, post);
    const replayed = again.headers.get('idempotency-replayed');
    const sameAnswer = (await again.text()) === answer && answer.includes('event: turn-end');
    const otherMessage = await postMessage(chat, { ...post, text: 'Where is my order SB-100002?' });
    return [
      exactly('effects of 50 decisions at once', await effectsOf(first), 1),
      exactly(
        'answers to them that are neither 200 nor 409',
        statuses.filter((status) => status !== 200 && status !== 409).length,
        0,
      ),
      exactly('different answers, also later and elsewhere', told.size, 1),
      exactly('status of another payload', changed.status, 422),
      exactly('status without a key', missing.status, 400),
      exactly('status of another customer with the same key', independent.status, 200),
      exactly('effects for that customer', await effectsOf(second), 1),
      exactly('status while the first is worked on', inFlight.status, 409),
      exactly('and it is told so', inFlightProblem.code === 'idempotency-key-in-use' ? 1 : 0, 1),
      exactly('status again after a crash between effect and answer', retried.status, 200),
      exactly('effects over that crash', (await effectsOf(third)) * refunds.rows.length, 1),
      exactly('a message gets its answer again, byte for byte', sameAnswer && replayed === 'true' ? 1 : 0, 1),
      exactly('status of another message under its key', otherMessage.status, 422),
    ];
  },
};

/** Another customer each time, whose order can be cancelled by their word alone. */
async function propose(database: pg.Pool, supervisor: string): Promise<Proposed> {
  const { rows: orders } = await database.query<{ id: string; customer: string }>(
    `select min(o.id) as id, o.customer_id as customer from orders o
     where o.status = 'pending' and (select count(*) from order_payments p where p.order_id = o.id) = 1
       and not exists (select from action_proposals a where a.customer_id = o.customer_id)
     group by o.customer_id order by 2`,
  );
  for (const order of orders) {
    const customer = await openCustomer(supervisor, order.customer);
    await customer.say(`Please cancel order ${order.id}, I do not need it any more`);
    const { rows } = await database.query<{ id: string; argsHash: string }>(
      `select id, args_hash as "argsHash" from action_proposals
       where session_id = $1 and status = 'offered' and approval = 'customer' and level = 'verified'`,
      [customer.sessionId],
    );
    if (rows[0] !== undefined) return { customer, ...rows[0] };
  }
  throw new Error('there is no order that can be cancelled');
}

function decide(
  supervisor: string,
  { customer, id, argsHash }: Proposed,
  { key, decision = 'confirm' }: { key?: string; decision?: string },
): Promise<Response> {
  return fetch(`${supervisor}/v1/sessions/${customer.sessionId}/actions/${id}`, {
    method: 'POST',
    headers: { ...customer.headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify({ decision, argsHash }),
  });
}
