import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { FRESH_WORDINGS } from './fresh-wordings.js';
import type { Goal, Wording } from './goal.js';
import { GOALS } from './goals.js';
import { LATER_WORDINGS } from './later-wordings.js';
import { printHeld, printTranscript } from './report.js';
import { ROUGH_WORDINGS } from './rough-wordings.js';
import { type Plan, runGoals } from './run-goals.js';

/** Whether the local model alone brings customers to what they want. */
export const suite: EvaluationSuite = {
  name: 'conversations',
  about:
    'goals reached with the local model; [--goal ID,ID] [--wording N] [--transcripts FILE] [--fresh | --rough | --later]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        goal: { type: 'string' },
        wording: { type: 'string' },
        transcripts: { type: 'string' },
        fresh: { type: 'boolean' },
        rough: { type: 'boolean' },
        later: { type: 'boolean' },
      },
    });
    const held = await runGoals(
      planGoals({
        ids: values.goal?.split(','),
        wording: values.wording,
        others: othersOf(values),
      }),
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

/** Wordings by goal. */
type WordingsByGoal = Readonly<Record<string, Wording>>;

/** The conversations to hold: the three wordings of each goal, one of them, or others. */
function planGoals({
  ids,
  wording,
  others,
}: {
  ids: readonly string[] | undefined;
  wording: string | undefined;
  others: WordingsByGoal | undefined;
}): Plan[] {
  return Object.entries(GOALS).flatMap(([group, goals]) =>
    goals
      .filter(({ id }) => ids === undefined || ids.includes(id))
      .map((goal) => ({
        group,
        goal,
        wordings: wordingsOf(goal, others).filter(
          ({ number }) => wording === undefined || number === Number(wording),
        ),
      }))
      .filter(({ wordings }) => wordings.length > 0),
  );
}

function othersOf(asked: { fresh?: boolean; rough?: boolean; later?: boolean }): WordingsByGoal | undefined {
  if (asked.fresh) return FRESH_WORDINGS;
  if (asked.rough) return ROUGH_WORDINGS;
  return asked.later ? LATER_WORDINGS : undefined;
}

function wordingsOf(goal: Goal, others: WordingsByGoal | undefined): Plan['wordings'] {
  if (others === undefined) return goal.wordings.map((wording, index) => ({ number: index + 1, wording }));
  const wording = others[goal.id];
  return wording === undefined ? [] : [{ number: goal.wordings.length + 1, wording }];
}
