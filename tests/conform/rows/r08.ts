import { inParallel, openFaultyWorld, percentile, QUESTIONS } from '../harness/played-world.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const THROTTLED = 0.3;
const AT_ONCE = 8;

/** Bedrock answers three calls in ten with 429, before the played models get them. */
export const row: ConformanceRow = {
  id: 'R08',
  promise: 'throttling of 30% costs no turn',
  async run(context) {
    const turns = context.pick(1_000, 24);
    const random = seeded(8);
    const world = await openFaultyWorld(context, () =>
      random() < THROTTLED ? { fail: 'ThrottlingException', status: 429 } : undefined,
    );
    // The first turns load weights and open connections, which is not what is measured.
    await inParallel(QUESTIONS.length, 2, world.ask);
    world.isFaulty = true;
    const before = world.bedrock.requests.length;
    const results = await inParallel(turns, AT_ONCE, async (index) => {
      if (index % 100 === 0) context.say(`turn ${index} of ${turns}`);
      return world.ask(index);
    });
    const ends = results.flatMap(({ end }) => end ?? []);
    const modelCalls = ends.reduce((sum, { usage }) => sum + usage.modelCalls, 0);
    return [
      exactly('turns without an end', results.length - ends.length, 0),
      atMost(
        'share of partial answers',
        ends.filter(({ missing }) => missing.length > 0).length / turns,
        0.005,
      ),
      // Without this bound the local model could stand in for all of them.
      atMost(
        'share of turns in which the local model stood in',
        ends.filter(({ degraded }) => degraded).length / turns,
        context.pick(0.01, 0.05),
      ),
      atMost(
        'upstream calls per model call',
        (world.bedrock.requests.length - before) / modelCalls,
        context.pick(1.6, 1.8),
      ),
      atMost(
        'p99 of a turn in ms',
        percentile(
          results.map(({ milliseconds }) => milliseconds),
          0.99,
        ),
        8_000,
      ),
    ];
  },
};

/** Mulberry32: the same sequence for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
