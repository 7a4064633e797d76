import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Router } from '../../graph/understand/router.js';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { readJsonLines } from '../retrieval/judged-questions.js';
import { LabelledMessage } from './labelled-message.js';
import { leaveOneSourceOut } from './leave-one-source-out.js';
import { measureOutcomes } from './measure-outcomes.js';
import { withShippedRouter } from './open-router.js';
import { predict } from './predict.js';
import { reportRouting } from './report-routing.js';
import { exactSet, type Judged, microF1 } from './routing-metrics.js';

const MULTI = new URL('./multi.jsonl', import.meta.url);
const OWN_FILES = [
  new URL('./messages.jsonl', import.meta.url),
  new URL('./outside.jsonl', import.meta.url),
  MULTI,
];
/** What our own messages with several requests have to reach. */
const FLOORS = { exactSet: 0.85, microF1: 0.93 };
const OPTIONS = {
  file: { type: 'string' },
  predictions: { type: 'string' },
  wrong: { type: 'boolean', default: false },
  'leave-one-source-out': { type: 'boolean', default: false },
  outcomes: { type: 'boolean', default: false },
} as const;

/** Who should answer a message, by the local stage alone. */
export const suite: EvaluationSuite = {
  name: 'routing',
  about:
    'who answers a message; [--file F.jsonl] [--predictions OUT.jsonl] [--wrong] [--leave-one-source-out] [--outcomes]',
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    const { file, predictions, wrong } = values;
    if (values['leave-one-source-out']) return leaveOneSourceOut(file);
    if (file !== undefined && !existsSync(file)) {
      console.log(`SKIPPED: ${file} is not there.`);
      return 0;
    }
    if (values.outcomes) return checkOutcomes(file ?? MULTI);
    const files = file === undefined ? OWN_FILES : [file];
    const judged = await withShippedRouter(async (router) => {
      const parts: Judged[] = [];
      for (const one of files) parts.push(...(await measure(router, one, wrong)));
      return parts;
    });
    if (predictions !== undefined) {
      const lines = judged.map(({ prediction: { milliseconds: _, ...line } }) => JSON.stringify(line));
      await writeFile(predictions, `${lines.join('\n')}\n`);
    }
    return file === undefined && !reachesFloors(judged) ? 1 : 0;
  },
};

/** Over the whole system: whether each request ends in exactly one outcome. */
async function checkOutcomes(file: string | URL): Promise<number> {
  const { messages, requests, failed, lost } = await measureOutcomes(
    await readJsonLines(file, LabelledMessage),
  );
  const whole = ((100 * (messages - lost.length)) / messages).toFixed(1);
  console.log(
    `${whole}% of ${messages} messages have one outcome for each request; ${failed} of ${requests} requests failed`,
  );
  for (const one of lost)
    console.log(`${one.message.id}: asked ${one.requests.join()}; ended ${one.outcomes.join()}`);
  return lost.length + failed === 0 ? 0 : 1;
}

async function measure(router: Router, file: string | URL, listWrong: boolean): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const message of await readJsonLines(file, LabelledMessage)) {
    judged.push({ message, prediction: await predict(router, message) });
  }
  console.log(`\n${String(file).replace(/^.*\//, '')}`);
  reportRouting(judged, { listWrong });
  return judged;
}

function reachesFloors(judged: readonly Judged[]): boolean {
  const multi = judged.filter(({ message }) => message.kind === 'multi');
  return exactSet(multi) >= FLOORS.exactSet && microF1(multi) >= FLOORS.microF1;
}
