import { sleep } from '../../../platform/resilience/sleep.js';
import { startProcesses } from '../../helpers/processes.js';
import { askOnce } from '../harness/ask.js';
import { type Customer, openCustomer } from '../harness/customer.js';
import { driveLoad } from '../harness/load-driver.js';
import { useDurablePostgres } from '../harness/postgres.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const PORT = 54_391;
const RATE = 10;
const CUSTOMERS = 30;
const MESSAGES = ['Hello!', 'Where is my order SB-100003?', 'What can you do?'] as const;
const RECOVERED_WITHIN_MILLISECONDS = 1_000;
const NEVER = 999_999;
const SERVICES = ['order-management', 'supervisor'] as const;

interface Sent {
  customer: Customer;
  text: string;
  kind: string;
  acknowledged: boolean;
  sentAt: number;
  endedAt: number;
}

/** PostgreSQL crashes twice under load. Each message has a number of its own, so that it can be found in the history. */
export const row: ConformanceRow = {
  id: 'R15',
  promise: 'a restart of the database costs honest refusals and no message',
  async run(context) {
    const postgres = await useDurablePostgres(context, PORT);
    const world = await startProcesses([...SERVICES], { DATABASE_URL: postgres.url });
    context.defer(() => world.close());
    const exits: string[] = [];
    for (const [name, service] of Object.entries(world.services))
      void service.ended().then(() => exits.push(name));
    const supervisor = world.services.supervisor?.url ?? '';
    const customers = await Promise.all(Array.from({ length: CUSTOMERS }, () => openCustomer(supervisor)));
    const sent: Sent[] = [];
    const gaps: { from: number; until: number }[] = [];
    const over = new AbortController();
    const load = driveLoad({
      rate: RATE,
      // How long a start takes is the machine's affair: the load goes on until a while after the last one.
      seconds: 600,
      signal: over.signal,
      async send(index) {
        const customer = customers[index % CUSTOMERS];
        if (customer === undefined) throw new Error('no customer');
        const text = `${MESSAGES[index % MESSAGES.length]} (${index})`;
        const sentAt = performance.now();
        const { kind, acknowledged } = await askOnce(customer, text);
        sent.push({ customer, text, kind, acknowledged, sentAt, endedAt: performance.now() });
        return { kind };
      },
    });
    for (let crash = 0; crash < context.pick(2, 1); crash++) {
      await sleep(context.pick(8_000, 2_500));
      const from = performance.now();
      await postgres.crash();
      await sleep(1_000);
      await postgres.start();
      gaps.push({ from, until: performance.now() });
    }
    await sleep(context.pick(8_000, 4_000));
    over.abort();
    const { kinds } = await load;
    context.say(
      `${JSON.stringify(kinds)}, gaps of ${gaps.map(({ from, until }) => Math.round(until - from)).join(', ')} ms`,
    );
    const inGap = ({ sentAt, endedAt }: Sent) =>
      gaps.some(({ from, until }) => endedAt >= from && sentAt <= until + RECOVERED_WITHIN_MILLISECONDS);
    const failed = sent.filter(({ kind }) => kind !== 'ok');
    const firstOk = gaps.map(({ until }) => {
      const after = sent.filter(({ kind, endedAt }) => kind === 'ok' && endedAt > until);
      return Math.min(NEVER, ...after.map(({ endedAt }) => endedAt - until));
    });
    return [
      atLeast('turns that met a gap', failed.length, gaps.length),
      exactly(
        'errors other than a problem 503 with Retry-After',
        failed.filter(({ kind }) => kind !== '503').length,
        0,
      ),
      exactly('errors outside a gap and the second after it', failed.filter((one) => !inGap(one)).length, 0),
      atMost(
        'from the return of the database to the first ok (ms)',
        Math.max(...firstOk),
        RECOVERED_WITHIN_MILLISECONDS,
      ),
      exactly('acknowledged messages that are lost or doubled', await countWrong(sent), 0),
      exactly('processes that ended', exits.length, 0),
    ];
  },
};

async function countWrong(sent: readonly Sent[]): Promise<number> {
  const histories = new Map<Customer, string[]>();
  for (const customer of new Set(sent.map((one) => one.customer))) {
    const messages = await customer.history();
    histories.set(
      customer,
      messages.filter(({ role }) => role === 'customer').map(({ text }) => text),
    );
  }
  const times = ({ customer, text }: Sent) =>
    histories.get(customer)?.filter((one) => one === text).length ?? 0;
  return sent.filter((one) => times(one) > 1 || (one.acknowledged && times(one) !== 1)).length;
}
