import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createRouter } from '../../graph/understand/router.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { createTrainedClassifier } from '../../models/local/intent-classifier.js';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { readJsonLines } from '../retrieval/judged-questions.js';
import { LabelledMessage } from './labelled-message.js';
import { predict } from './predict.js';
import { reportRouting } from './report-routing.js';
import type { Judged } from './routing-metrics.js';

const OWN_MESSAGES = new URL('./messages.jsonl', import.meta.url);
/** Who should answer a message, by the local stage alone. */
export const suite: EvaluationSuite = {
  name: 'routing',
  about: 'who answers a message; [--file F.jsonl] [--predictions OUT.jsonl] [--wrong]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { file: { type: 'string' }, predictions: { type: 'string' }, wrong: { type: 'boolean' } },
    });
    const file = values.file ?? OWN_MESSAGES;
    if (!existsSync(file)) {
      console.log(`SKIPPED: ${String(file)} is not there.`);
      return 0;
    }
    const judged = await routeAll(await readJsonLines(file, LabelledMessage));
    reportRouting(judged, { listWrong: values.wrong ?? false });
    if (values.predictions !== undefined) {
      const lines = judged.map(({ prediction }) => JSON.stringify(prediction));
      await writeFile(values.predictions, `${lines.join('\n')}\n`);
    }
    return 0;
  },
};

async function routeAll(messages: readonly LabelledMessage[]): Promise<Judged[]> {
  const embedder = createLocalEmbedder();
  try {
    const classifier = createTrainedClassifier({ name: 'router', embedder });
    const router = createRouter((text, signal) => classifier.rank(text, signal));
    await router.route({ message: 'warm up', lastAgent: null, awaiting: null }, new AbortController().signal);
    const judged: Judged[] = [];
    for (const message of messages) judged.push({ message, prediction: await predict(router, message) });
    return judged;
  } finally {
    await embedder.close();
  }
}
