import { sleep } from '../../../platform/resilience/sleep.js';
import type { ProcessWorld } from '../../helpers/processes.js';
import type { DurablePostgres } from '../harness/postgres.js';
import type { TcpProxy } from '../harness/tcp-proxy.js';

/** What faults are done to. */
export interface FaultTargets {
  world: ProcessWorld;
  agents: readonly string[];
  supervisors: readonly string[];
  postgres: DurablePostgres;
  proxies: readonly TcpProxy[];
}

/** One fault, from its beginning until all is back; `random` gives numbers below 1. */
export interface Fault {
  name: string;
  run(targets: FaultTargets, random: () => number): Promise<void>;
}

const OUT_FOR_MILLISECONDS = 4_000;

/** Everything that happens in the soak, one at a time. */
export const FAULTS: readonly Fault[] = [
  { name: 'kill an agent', run: (targets, random) => kill(targets, pick(targets.agents, random)) },
  { name: 'stop an agent', run: (targets, random) => stop(targets, pick(targets.agents, random)) },
  { name: 'restart an agent', run: (targets, random) => restart(targets, pick(targets.agents, random)) },
  { name: 'kill a supervisor', run: (targets, random) => kill(targets, pick(targets.supervisors, random)) },
  { name: 'stop a supervisor', run: (targets, random) => stop(targets, pick(targets.supervisors, random)) },
  {
    name: 'restart a supervisor',
    run: (targets, random) => restart(targets, pick(targets.supervisors, random)),
  },
  {
    name: 'crash PostgreSQL',
    async run({ postgres }) {
      await postgres.crash();
      await sleep(500);
      await postgres.start();
    },
  },
  {
    name: 'reset connections',
    async run({ proxies }) {
      for (let time = 0; time < 3; time++) {
        for (const proxy of proxies) proxy.cut('reset');
        await sleep(500);
      }
    },
  },
];

async function kill({ world }: FaultTargets, name: string): Promise<void> {
  const service = world.services[name];
  service?.signal('SIGKILL');
  await service?.ended();
  await sleep(OUT_FOR_MILLISECONDS);
  await world.start(name);
}

async function stop({ world }: FaultTargets, name: string): Promise<void> {
  world.services[name]?.signal('SIGSTOP');
  await sleep(OUT_FOR_MILLISECONDS);
  world.services[name]?.signal('SIGCONT');
}

async function restart({ world }: FaultTargets, name: string): Promise<void> {
  const service = world.services[name];
  service?.signal('SIGTERM');
  await service?.ended();
  await world.start(name);
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to do it to');
  return item;
}
