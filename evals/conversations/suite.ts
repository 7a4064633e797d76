import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { FRESH_WORDINGS } from './fresh-wordings.js';
import type { Goal } from './goal.js';
import { GOALS } from './goals.js';
import { printHeld, printTranscript } from './report.js';
import { type Plan, runGoals } from './run-goals.js';

/** Whether the local model alone brings customers to what they want. */
export const suite: EvaluationSuite = {
  name: 'conversations',
  about: 'goals reached with the local model; [--goal ID,ID] [--wording N] [--transcripts FILE] [--fresh]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        goal: { type: 'string' },
        wording: { type: 'string' },
        transcripts: { type: 'string' },
        fresh: { type: 'boolean' },
      },
    });
    const held = await runGoals(
      planGoals({ ids: values.goal?.split(','), wording: values.wording, fresh: values.fresh ?? false }),
      (one) => {
        if (one.missing.length > 0) console.log(printTranscript(one));
      },
    );
    if (values.transcripts !== undefined)
      await writeFile(values.transcripts, held.map(printTranscript).join('\n'));
    console.log(printHeld(held));
    return held.every(({ missing }) => missing.length === 0) ? 0 : 1;
  },
};

/** The conversations to hold: the three wordings of each goal, one of them, or the fourth, which nothing was tuned on. */
function planGoals({
  ids,
  wording,
  fresh,
}: {
  ids: readonly string[] | undefined;
  wording: string | undefined;
  fresh: boolean;
}): Plan[] {
  return Object.entries(GOALS).flatMap(([group, goals]) =>
    goals
      .filter(({ id }) => ids === undefined || ids.includes(id))
      .map((goal) => ({
        group,
        goal,
        wordings: wordingsOf(goal, fresh).filter(
          ({ number }) => wording === undefined || number === Number(wording),
        ),
      })),
  );
}

function wordingsOf(goal: Goal, fresh: boolean): Plan['wordings'] {
  const untuned = FRESH_WORDINGS[goal.id];
  if (fresh) return untuned === undefined ? [] : [{ number: goal.wordings.length + 1, wording: untuned }];
  return goal.wordings.map((wording, index) => ({ number: index + 1, wording }));
}
