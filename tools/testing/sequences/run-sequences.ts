import fc from 'fast-check';
import { compareWithModel } from './check-books.js';
import { type Command, sequence } from './commands.js';
import { SequenceRun } from './run-sequence.js';
import type { SequenceWorld } from './sequence-world.js';

/** How many sequences run at once; they share the database and nothing else. */
const BATCH = 40;

/** A sequence that parts from the model, as short as could be found, and where it does. */
export interface FailedSequence {
  commands: readonly Command[];
  reason: string;
}

/** Runs generated sequences until one parts from the model. The same seed generates the same ones. */
export async function runSequences(
  world: SequenceWorld,
  { count, seed, onBatch = () => {} }: { count: number; seed: number; onBatch?: (sequences: number) => void },
): Promise<FailedSequence | undefined> {
  for (let done = 0; done < count; done += BATCH) {
    const batch = fc.sample(sequence, { numRuns: Math.min(BATCH, count - done), seed: seed + done });
    const failed = await runBatch(world, batch);
    if (failed !== undefined) return shorten(world, failed);
    onBatch(done + batch.length);
  }
  return undefined;
}

async function runBatch(
  world: SequenceWorld,
  batch: readonly Command[][],
): Promise<FailedSequence | undefined> {
  const numbers = await world.addCustomers(batch.length);
  const failures = await Promise.all(
    batch.map(async (commands, index): Promise<FailedSequence | undefined> => {
      const number = numbers[index] ?? 0;
      const run = new SequenceRun(world, number);
      try {
        await run.run(commands);
        await compareWithModel(world.pool, { number, state: run.state });
        return undefined;
      } catch (error) {
        return { commands, reason: String(error) };
      }
    }),
  );
  return failures.find((failed) => failed !== undefined);
}

/** Leaves out one command after the other as long as it still fails by itself; a race may need others beside it. */
async function shorten(world: SequenceWorld, failed: FailedSequence): Promise<FailedSequence> {
  let shortest = failed;
  for (let at = 0; at < shortest.commands.length; ) {
    const fewer = shortest.commands.toSpliced(at, 1);
    const still = await runBatch(world, [fewer]);
    if (still === undefined) at += 1;
    else shortest = still;
  }
  return shortest;
}
