import { fileURLToPath } from 'node:url';
import { startProcesses } from '../../helpers/processes.js';
import { askOnce } from '../harness/ask.js';
import { openCustomer } from '../harness/customer.js';
import { usePostgres } from '../harness/postgres.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const REPORTING = fileURLToPath(new URL('../harness/report-heap.mjs', import.meta.url));
const SERVICES = ['order-management', 'supervisor'] as const;
const AT_ONCE = 8;
const MEGABYTE = 1024 * 1024;
const MESSAGES = [
  'Hello!',
  'Where is my order SB-100003?',
  'Thank you very much',
  'What can you do?',
] as const;

interface Heap {
  turns: number;
  used: number;
  rss: number;
}

/** Turns of eight customers at once in ever new conversations; the heap is looked at after all garbage is collected. */
export const row: ConformanceRow = {
  id: 'R18',
  promise: 'memory does not grow with the turns',
  async run(context) {
    const turns = context.pick(10_000, 600);
    const every = context.pick(1_000, 100);
    const warmUp = context.pick(2_000, 200);
    const { url } = await usePostgres(context);
    const told = new Map<string, (heap: { used: number; rss: number }) => void>();
    const onLine = (service: string, line: string) => {
      if (line.startsWith('{"heap"')) told.get(service)?.(JSON.parse(line).heap);
    };
    const settings = { DATABASE_URL: url, NODE_OPTIONS: `--import=${REPORTING}` };
    const world = await startProcesses([...SERVICES], settings, { onLine });
    context.defer(() => world.close());
    const supervisor = world.services.supervisor?.url ?? '';
    const heaps: Record<string, Heap[]> = {};
    let done = 0;
    let failed = 0;
    const work = async (until: number) => {
      while (done < until) {
        const customer = await openCustomer(supervisor);
        for (const text of MESSAGES) {
          if (done >= until) break;
          done += 1;
          if ((await askOnce(customer, text)).kind !== 'ok') failed += 1;
        }
      }
    };
    while (done < turns) {
      await Promise.all(Array.from({ length: AT_ONCE }, () => work(Math.min(turns, done + every))));
      for (const name of SERVICES) {
        const heap = await new Promise<{ used: number; rss: number }>((resolve) => {
          told.set(name, resolve);
          world.services[name]?.signal('SIGUSR2');
        });
        heaps[name] = [...(heaps[name] ?? []), { turns: done, ...heap }];
        context.say(
          `${done} turns: ${name} heap ${(heap.used / MEGABYTE).toFixed(2)} MB, rss ${Math.round(heap.rss / MEGABYTE)} MB`,
        );
      }
    }
    return [
      exactly('turns that did not come to their end', failed, 0),
      ...SERVICES.flatMap((name) => {
        const warm = (heaps[name] ?? []).filter((heap) => heap.turns >= warmUp);
        const grown = (warm.at(-1)?.rss ?? Number.NaN) - (warm[0]?.rss ?? Number.NaN);
        return [
          // Over few turns what one connection or cache entry more or less holds is as much as a leak.
          atMost(`heap slope of ${name} (B a turn)`, slope(warm), context.pick(100, 2_000)),
          atMost(`rss of ${name} after warm-up (MB)`, grown / MEGABYTE, 15),
        ];
      }),
    ];
  },
};

/** Of the line that fits best (least squares). */
function slope(heaps: readonly Heap[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanTurns, meanUsed] = [mean(heaps.map(({ turns }) => turns)), mean(heaps.map(({ used }) => used))];
  const together = heaps.map(({ turns, used }) => (turns - meanTurns) * (used - meanUsed));
  return mean(together) / mean(heaps.map(({ turns }) => (turns - meanTurns) ** 2));
}
