import { readdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AGENT_CARDS } from '../../agents/registry.js';
import { toDirectReply } from '../../graph/understand/direct-reply.js';
import { openQuestionOf } from '../../graph/understand/open-question.js';
import type { Router } from '../../graph/understand/router.js';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { toPercent, wilson } from '../intervals.js';
import { readJsonLines } from '../retrieval/judged-questions.js';
import { withShippedRouter } from '../routing/open-router.js';
import { labelsOf } from '../routing/predict.js';
import { ContextCase } from './context-case.js';

const FLOOR = 0.95;

/** A case with who got its message. */
interface JudgedCase {
  one: ContextCase;
  labels: readonly string[];
}

/** Messages that are only understood after what was said before them. */
export const suite: EvaluationSuite = {
  name: 'context',
  about: 'follow-ups, pronouns, ordinals, corrections, answers, bursts, changes of topic; [--wrong]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { wrong: { type: 'boolean', default: false } },
    });
    const cases = await readCases();
    const judged = await withShippedRouter(async (router) => {
      const done: JudgedCase[] = [];
      for (const one of cases) done.push({ one, labels: await answer(router, one) });
      return done;
    });
    report(judged);
    if (values.wrong) for (const one of judged.filter((each) => !isRight(each))) console.log(toLine(one));
    return judged.filter(isRight).length / judged.length >= FLOOR ? 0 : 1;
  },
};

async function readCases(): Promise<ContextCase[]> {
  const files = (await readdir(new URL('./', import.meta.url))).filter((file) => file.endsWith('.jsonl'));
  const found = files.sort().map((file) => readJsonLines(new URL(file, import.meta.url), ContextCase));
  return (await Promise.all(found)).flat();
}

async function answer(router: Router, { text, before }: ContextCase): Promise<readonly string[]> {
  const { lastAgent, awaiting, unclear } = before;
  const asked = toDirectReply('unclear', AGENT_CARDS).text;
  const open =
    unclear === undefined
      ? undefined
      : openQuestionOf(
          [
            { role: 'customer', text: unclear },
            { role: 'assistant', text: asked, agent: 'supervisor' },
          ],
          AGENT_CARDS,
        );
  const input = { message: text, lastAgent, awaiting, open };
  return labelsOf(await router.route(input, new AbortController().signal));
}

function isRight({ one: { labels: expected, accept }, labels }: JudgedCase): boolean {
  if (accept !== undefined) return labels.length === 1 && accept.includes(labels[0] ?? '');
  return labels.length === expected.length && expected.every((label) => labels.includes(label));
}

function report(judged: readonly JudgedCase[]): void {
  const kinds = [...new Set(judged.map(({ one }) => one.kind))];
  const rows = [...kinds.map((kind) => [kind, judged.filter(({ one }) => one.kind === kind)] as const)];
  console.table(
    Object.fromEntries(
      [...rows, ['all', judged] as const].map(([name, cases]) => [
        name,
        { cases: cases.length, right: toPercent(wilson(cases, isRight)) },
      ]),
    ),
  );
}

function toLine({ one: { id, text, labels: expected, before }, labels }: JudgedCase): string {
  return `${id}: ${expected.join(',')} <> ${labels.join(',')} after ${JSON.stringify(before)}: ${JSON.stringify(text)}`;
}
