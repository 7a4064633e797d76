import { sleep } from '../../../platform/resilience/sleep.js';
import { startProcesses } from '../../helpers/processes.js';
import { openCustomer, readTurnEvents } from '../harness/customer.js';
import { driveLoad, type LoadSample, toReport } from '../harness/load-driver.js';
import { usePostgres } from '../harness/postgres.js';
import { startTcpProxy } from '../harness/tcp-proxy.js';
import { untilCircuit } from '../harness/until-circuit.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const AGENT = 'order-management';
const RATE = 25;
const CUSTOMERS = 150;
const CAP_MILLISECONDS = 1_000;
const ASKS = {
  [AGENT]: 'Where is my order SB-100003?',
  'product-recommendation': 'Show me headphones under 150 dollars',
  troubleshooting: 'My robot vacuum does not charge, what can I do?',
  personalization: 'Which addresses do you have of me?',
} as const;
const AGENTS = Object.keys(ASKS) as (keyof typeof ASKS)[];

interface Sample extends LoadSample {
  endedAt: number;
  answered: boolean;
}

/** One of four agents is killed under load. The supervisor reaches it through a proxy, which counts what comes. */
export const row: ConformanceRow = {
  id: 'R04',
  promise: 'the outage of one agent does not spread',
  async run(context) {
    const { url } = await usePostgres(context);
    let port = 0;
    const proxy = await startTcpProxy(() => port);
    context.defer(() => proxy.close());
    const world = await startProcesses([...AGENTS, 'supervisor'], {
      DATABASE_URL: url,
      ORDER_MANAGEMENT_URL: `http://127.0.0.1:${proxy.port}`,
    });
    context.defer(() => world.close());
    port = Number(new URL(world.services[AGENT]?.url ?? '').port);
    const supervisor = world.services.supervisor?.url ?? '';
    const customers = await Promise.all(Array.from({ length: CUSTOMERS }, () => openCustomer(supervisor)));
    for (const agent of AGENTS) await customers[0]?.say(ASKS[agent]);

    const samples: Sample[] = [];
    let asking = 0;
    const calm = context.pick(15, 4);
    const outage = context.pick(60, 8);
    const after = context.pick(15, 10);
    const startedAt = performance.now();
    const load = driveLoad({
      rate: RATE,
      seconds: calm + outage + after,
      async send(index) {
        const group = AGENTS[index % AGENTS.length] ?? AGENT;
        if (group === AGENT) asking += 1;
        const dueMs = performance.now() - startedAt;
        const { kind, answered } = await ask(customers[index % CUSTOMERS], ASKS[group]);
        if (group === AGENT) asking -= 1;
        const milliseconds = performance.now() - startedAt - dueMs;
        samples.push({ group, kind, answered, dueMs, milliseconds, endedAt: performance.now() });
        return { group, kind };
      },
    });
    await sleep(calm * 1_000);
    const before = { arrived: proxy.arrived, asking, failed: await failedAttempts(supervisor) };
    const killedAt = performance.now() - startedAt;
    world.services[AGENT]?.signal('SIGKILL');
    await untilCircuit(supervisor, AGENT, 'open');
    // Later on a call may be the one that a half-open circuit lets through.
    const failed = (await failedAttempts(supervisor)) - before.failed;
    await sleep(startedAt + killedAt + outage * 1_000 - 2_000 - performance.now());
    const wireCalls = proxy.arrived - before.arrived;
    await world.start(AGENT);
    const backAt = performance.now();
    await load;
    const firstOk = samples.filter(
      ({ group, answered, endedAt }) => group === AGENT && answered && endedAt > backAt,
    );
    const unaffected = samples.filter(({ group }) => group !== AGENT);
    const p99 = {
      calm: toReport(unaffected.filter(({ dueMs }) => dueMs < killedAt)).p99,
      outage: toReport(
        unaffected.filter(({ dueMs }) => dueMs >= killedAt && dueMs < killedAt + (outage - 2) * 1_000),
      ).p99,
    };
    context.say(`p99 of the others ${Math.round(p99.calm)} ms, in the outage ${Math.round(p99.outage)} ms`);
    return [
      exactly('turns that did not come to their end', samples.filter(({ kind }) => kind !== 'ok').length, 0),
      atLeast('attempts that failed before the circuit opened', failed, 5),
      atMost('attempts that failed (5, and what was in flight)', failed, 5 + before.asking),
      atMost(
        'wire calls to the dead agent',
        wireCalls,
        5 + before.asking + Math.ceil((outage * 1_000) / (0.8 * CAP_MILLISECONDS)),
      ),
      atMost(
        'p99 of the other agents in the outage (ms)',
        p99.outage,
        Math.max(1.2 * p99.calm, p99.calm + 15),
      ),
      atMost(
        'from ready to the first answer (ms)',
        Math.min(999_999, ...firstOk.map(({ endedAt }) => endedAt - backAt)),
        CAP_MILLISECONDS + 1_000,
      ),
    ];
  },
};

/** `ok` is a turn that came to its end; it was answered when nothing is missing in it. */
async function ask(customer: Awaited<ReturnType<typeof openCustomer>> | undefined, text: string) {
  const response = await customer?.send(text);
  if (response?.status !== 200) return { kind: `status ${response?.status}`, answered: false };
  let kind = 'no end';
  let answered = false;
  for await (const event of readTurnEvents(response)) {
    kind = event.type === 'turn-end' ? 'ok' : event.type;
    answered = event.type === 'turn-end' && event.missing.length === 0;
  }
  return { kind, answered };
}

async function failedAttempts(supervisor: string): Promise<number> {
  const metrics = await (await fetch(`${supervisor}/metrics`)).text();
  const line = /support_agent_attempts_total\{(?=[^}]*order-management)(?=[^}]*result="failed")[^}]*\} (\d+)/;
  return Number(line.exec(metrics)?.[1] ?? 0);
}
