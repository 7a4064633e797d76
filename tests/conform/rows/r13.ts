import { Agent, setGlobalDispatcher } from 'undici';
import type { ProcessWorld } from '../../helpers/processes.js';
import { type Balancer, startBalancer } from '../harness/balancer.js';
import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { openCustomer } from '../harness/customer.js';
import { collectNumbered, postMessage } from '../harness/turn-client.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const ANSWER = Array.from({ length: 30 }, (_, index) => `word${index}`).join(' ');
const AT_ONCE = 6;
const NAMES = ['supervisor', 'supervisor#2'];

interface Counts {
  whole: number;
  truncated: number;
  refused: number;
  longestMs: number;
  ends: Record<string, number>;
}

/** Customers write without a pause while both replicas are replaced, one after the other. */
export const row: ConformanceRow = {
  id: 'R13',
  promise: 'both replicas are replaced and no customer notices',
  async run(context) {
    // Each request on a connection of its own, as from so many customers.
    setGlobalDispatcher(new Agent({ pipelining: 0 }));
    const world = await openBedrockWorld(
      context,
      ['order-management', ...NAMES],
      (request) =>
        agentOf(request) === undefined ? { say: 'unused' } : { say: ANSWER, delayMs: 50, pieceDelayMs: 10 },
      { settings: { RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' } },
    );
    const urls = NAMES.map((name) => world.services[name]?.url ?? '');
    const balancer = await startBalancer(urls);
    context.defer(() => balancer.close());
    const wanted = context.pick(600, 80);
    const counts: Counts = { whole: 0, truncated: 0, refused: 0, longestMs: 0, ends: {} };
    let rolling = true;
    const writers = Array.from({ length: AT_ONCE }, () =>
      write(balancer, counts, () => rolling || turnsOf(counts) < wanted),
    );
    const drains: number[] = [];
    for (const name of NAMES) {
      await new Promise((resolve) => setTimeout(resolve, context.pick(5_000, 1_500)));
      drains.push(await replace(world, balancer, name));
      context.say(
        `${name} was replaced after ${turnsOf(counts)} turns; it drained in ${Math.round(drains.at(-1) ?? 0)} ms`,
      );
    }
    rolling = false;
    await Promise.all(writers);
    context.say(
      `ends: ${JSON.stringify(counts.ends)}; not taken: ${balancer.refused()}; longest ${counts.longestMs}`,
    );
    return [
      atLeast('turns', turnsOf(counts), wanted),
      exactly('turns truncated', counts.truncated, 0),
      exactly('requests refused', counts.refused + balancer.refused(), 0),
      atMost('longest drain (ms)', Math.max(...drains), counts.longestMs + 1_000),
    ];
  },
};

const turnsOf = ({ whole, truncated, refused }: Counts): number => whole + truncated + refused;

async function write(balancer: Balancer, counts: Counts, more: () => boolean): Promise<void> {
  while (more()) {
    try {
      const customer = await openCustomer(balancer.url);
      for (let turn = 0; turn < 5 && more(); turn += 1) {
        const startedAt = performance.now();
        const text = 'Where is my order SB-100003?';
        const response = await postMessage(customer, { supervisor: balancer.url, text });
        if (response.status !== 200) {
          counts.refused += 1;
          note(counts, `status ${response.status} ${(await response.text()).slice(0, 120)}`);
          continue;
        }
        const end = await collectNumbered(response).then(
          (events) => events.at(-1)?.event.type ?? 'nothing',
          (error: unknown) => `threw ${error}`,
        );
        note(counts, end);
        if (end === 'turn-end') counts.whole += 1;
        else counts.truncated += 1;
        counts.longestMs = Math.max(counts.longestMs, performance.now() - startedAt);
      }
    } catch (error) {
      counts.refused += 1;
      note(counts, `threw ${error instanceof Error ? (error.cause ?? error) : error}`);
    }
  }
}

function note({ ends }: Counts, end: string): void {
  ends[end] = (ends[end] ?? 0) + 1;
}

async function replace(world: ProcessWorld, balancer: Balancer, name: string): Promise<number> {
  const old = world.services[name];
  const toldAt = performance.now();
  old?.signal('SIGTERM');
  await old?.ended();
  const drainedMs = performance.now() - toldAt;
  await world.start(name);
  while (balancer.ready().length < NAMES.length) await new Promise((resolve) => setTimeout(resolve, 50));
  return drainedMs;
}
