import { startProcesses } from '../../helpers/processes.js';
import { askOnce } from '../harness/ask.js';
import { openCustomer } from '../harness/customer.js';
import { createHeapReader, type Heap } from '../harness/heap-reader.js';
import { usePostgres } from '../harness/postgres.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const SERVICES = ['order-management', 'supervisor'] as const;
const AT_ONCE = 8;
const MEGABYTE = 1024 * 1024;
const MESSAGES = [
  'Hello!',
  'Where is my order SB-100003?',
  'Thank you very much',
  'What can you do?',
] as const;

type HeapAfter = Heap & { turns: number };

/** Turns of eight customers at once in ever new conversations; the heap is looked at after all garbage is collected. */
export const row: ConformanceRow = {
  id: 'R18',
  promise: 'memory does not grow with the turns',
  async run(context) {
    const turns = context.pick(10_000, 600);
    const every = context.pick(1_000, 100);
    const warmUp = context.pick(2_000, 200);
    const { url } = await usePostgres(context);
    const heapReader = createHeapReader({ keepCode: true });
    const { onLine } = heapReader;
    const world = await startProcesses(
      [...SERVICES],
      { DATABASE_URL: url, ...heapReader.settings },
      { onLine },
    );
    context.defer(() => world.close());
    const supervisor = world.services.supervisor?.url ?? '';
    const heaps: Record<string, HeapAfter[]> = {};
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
        const heap = await heapReader.read(world.services[name]);
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
function slope(heaps: readonly HeapAfter[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanTurns, meanUsed] = [mean(heaps.map(({ turns }) => turns)), mean(heaps.map(({ used }) => used))];
  const together = heaps.map(({ turns, used }) => (turns - meanTurns) * (used - meanUsed));
  return mean(together) / mean(heaps.map(({ turns }) => (turns - meanTurns) ** 2));
}
