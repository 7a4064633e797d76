import { sleep } from '../../platform/resilience/sleep.js';
import { startProcesses } from '../helpers/processes.js';
import { openCustomer } from './harness/customer.js';
import { driveLoad } from './harness/load-driver.js';
import { useDurablePostgres } from './harness/postgres.js';
import { startTcpProxy } from './harness/tcp-proxy.js';
import { atLeast, type ConformContext, exactly, type Measurement } from './row.js';
import { checkBooks, type Said } from './soak/check-books.js';
import { FAULTS } from './soak/faults.js';
import { confirmUntilDone, sendUntilAnswered } from './soak/persistent-customer.js';

const PORT = 54_392;
const FAULT_EVERY_MILLISECONDS = 20_000;
const CUSTOMERS = 300;
const AGENTS = ['order-management', 'product-recommendation', 'troubleshooting', 'personalization'];
const SUPERVISORS = ['supervisor', 'supervisor#2'];
const TICKET = 'Please open a ticket: my kettle leaks and I want somebody to look at it';
const MESSAGES = [
  'Where is my order SB-100003?',
  'Has my order SB-100003 arrived? The robot vacuum from it does not charge, please help.',
  'Show me headphones under 150 dollars',
  'Which addresses do you have of me?',
  TICKET,
  'Hello!',
];

const shuffled = [...FAULTS].sort(() => Math.random() - 0.5);

const minutes = Number(process.argv[2] ?? 20);
const closers: (() => Promise<void> | void)[] = [];
const context: ConformContext = {
  short: false,
  pick: (full) => full,
  say: (text) => void process.stderr.write(`  soak ${text}\n`),
  defer: (close) => void closers.push(close),
};

try {
  if (!(minutes > 0)) throw new Error('usage: npm run soak -- [MINUTES]');
  const measurements = await soak();
  for (const measurement of measurements)
    process.stdout.write(`${JSON.stringify({ id: 'soak', ...measurement })}\n`);
  process.exitCode = measurements.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  for (const close of closers.reverse())
    await Promise.resolve(close()).catch((error) => context.say(String(error)));
  process.exit();
}

/** Half of the load that the system can take, and every twenty seconds something breaks. */
async function soak(): Promise<Measurement[]> {
  const postgres = await useDurablePostgres(context, PORT);
  const world = await startProcesses([...AGENTS, ...SUPERVISORS], {
    DATABASE_URL: postgres.url,
    LOG_LEVEL: 'fatal',
  });
  context.defer(() => world.close());
  const proxies = await Promise.all(
    SUPERVISORS.map((name) => startTcpProxy(() => Number(new URL(world.services[name]?.url ?? '').port))),
  );
  for (const proxy of proxies) context.defer(() => proxy.close());
  const supervisors = proxies.map(({ port }) => `http://127.0.0.1:${port}`);
  const customers = await Promise.all(
    Array.from({ length: CUSTOMERS }, (_, index) => openCustomer(supervisors[index % 2] ?? '')),
  );
  const said: Said[] = [];
  const unknown: string[] = [];
  let next = 0;
  const busy = new Set<number>();
  const sendOne = async () => {
    let index = next++ % CUSTOMERS;
    while (busy.has(index)) index = next++ % CUSTOMERS;
    const customer = customers[index];
    if (customer === undefined) throw new Error('no customer');
    busy.add(index);
    const text = `${MESSAGES[next % MESSAGES.length]} (${next})`;
    const persisted = await sendUntilAnswered(customer, text, supervisors).finally(() => busy.delete(index));
    said.push({ ...persisted, customer });
    for (const proposal of persisted.proposals) {
      if (!(await confirmUntilDone(customer, proposal, supervisors))) unknown.push(proposal.id);
    }
    return { kind: persisted.end === 'served' ? 'ok' : persisted.end };
  };
  const saturation = await saturate(sendOne);
  context.say(`saturation at ${saturation.toFixed(1)} turns a second; the soak has half of that`);

  const over = new AbortController();
  const breaking = breakThings(over.signal);
  const load = await driveLoad({
    rate: saturation / 2,
    seconds: minutes * 60,
    send: sendOne,
    random: Math.random,
  });
  over.abort();
  const faults = await breaking;
  context.say(
    `${JSON.stringify(load.kinds)}, p50 ${Math.round(load.p50)} ms, p99 ${Math.round(load.p99)} ms`,
  );
  for (const { end, text, troubles } of said.filter(({ end }) => end !== 'served').slice(0, 20)) {
    context.say(`${end}: ${text}: ${troubles.join('; ')}`);
  }
  // What was left behind by a killed process is finished or ended by another.
  await sleep(15_000);
  const books = await checkBooks(postgres.url, said);
  const served = said.filter(({ end }) => end === 'served');
  context.say(`${served.filter(({ partial }) => partial).length} of ${served.length} answers were partial`);
  return [
    atLeast('faults', faults, Math.floor((minutes * 60_000) / FAULT_EVERY_MILLISECONDS / 2)),
    atLeast('turns', said.length, Math.floor(minutes * 30)),
    atLeast('availability of turns (%)', (100 * served.length) / said.length, 99.9),
    exactly('conversations with a lost or doubled message', books.wrongConversations, 0),
    exactly('effects without a confirmation or done twice', books.doubledEffects, 0),
    exactly('confirmations of which nobody knows what became', unknown.length, 0),
    exactly('turns without an end', books.unendedTurns, 0),
  ];

  async function breakThings(signal: AbortSignal): Promise<number> {
    let count = 0;
    while (!signal.aborted) {
      await sleep(FAULT_EVERY_MILLISECONDS, signal).catch(() => undefined);
      if (signal.aborted) break;
      // Each kind once in eight, in a random order.
      const fault = shuffled[count % shuffled.length];
      context.say(`${new Date().toISOString()} ${fault?.name}`);
      await fault?.run({ world, agents: AGENTS, supervisors: SUPERVISORS, postgres, proxies }, Math.random);
      count += 1;
    }
    return count;
  }
}

/** Turns a second with sixteen customers who never pause, after a few seconds of warming up. */
async function saturate(sendOne: () => Promise<unknown>): Promise<number> {
  let done = 0;
  const run = async (seconds: number) => {
    const end = performance.now() + seconds * 1_000;
    const worker = async () => {
      while (performance.now() < end) {
        await sendOne();
        done += 1;
      }
    };
    await Promise.all(Array.from({ length: 16 }, worker));
  };
  await run(5);
  done = 0;
  await run(15);
  return done / 15;
}
