import { sleep } from '../../../platform/resilience/sleep.js';
import { type ProcessWorld, startProcesses } from '../../helpers/processes.js';
import { openCustomer } from '../harness/customer.js';
import { usePostgres } from '../harness/postgres.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const AGENT = 'order-management';

/** The agent is killed or stopped until its circuit is open. Then nobody asks anything, and it comes back. */
export const row: ConformanceRow = {
  id: 'R07',
  promise: 'the circuit closes by itself when the agent is back',
  async run(context) {
    const { url } = await usePostgres(context);
    const settings = { DATABASE_URL: url, AGENT_START_TIMEOUT_MS: '500' };
    const world = await startProcesses([AGENT, 'supervisor'], settings);
    context.defer(() => world.close());
    const late: number[] = [];
    let neverOpened = 0;
    for (let round = 0; round < context.pick(8, 2); round++) {
      const how = round % 2 === 0 ? 'SIGSTOP' : 'SIGKILL';
      world.services[AGENT]?.signal(how);
      if (!(await opens(world))) neverOpened += 1;
      // Until the pause between two probes has grown to its longest.
      await sleep(4_000);
      if (how === 'SIGSTOP') world.services[AGENT]?.signal('SIGCONT');
      else await world.services[AGENT]?.ended().then(() => world.launch(AGENT));
      await until(async () => (await fetch(`${world.services[AGENT]?.url}/readyz`)).ok);
      const backAt = performance.now();
      await until(async () => (await circuit(world)) === 'closed');
      late.push(performance.now() - backAt);
      context.say(`${how}: closed ${Math.round(late.at(-1) ?? 0)} ms after the agent was ready`);
    }
    return [
      exactly('outages in which the circuit did not open', neverOpened, 0),
      atMost('longest time from ready to closed (ms)', Math.max(...late), 1_500),
    ];
  },
};

async function opens(world: ProcessWorld): Promise<boolean> {
  const supervisor = world.services.supervisor?.url ?? '';
  const customers = await Promise.all(Array.from({ length: 6 }, () => openCustomer(supervisor)));
  await Promise.all(customers.map((customer) => customer.say('Where is my order SB-100003?')));
  return (await circuit(world)) !== 'closed';
}

async function circuit(world: ProcessWorld): Promise<unknown> {
  const response = await fetch(`${world.services.supervisor?.url}/health`);
  const health = (await response.json()) as { agents: Record<string, unknown> };
  return health.agents[AGENT];
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(10)) {
    if (await isSo().catch(() => false)) return;
  }
  throw new Error('it did not come back within a minute');
}
