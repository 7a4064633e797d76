import { existsSync } from 'node:fs';
import { createRouter } from '../../graph/understand/router.js';
import type { Embedder } from '../../models/embedder.js';
import { trainClassifier } from '../../models/local/classifier/train-classifier.js';
import { readTrainedClassifier } from '../../models/local/classifier/weights-file.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { createClassifierOf } from '../../models/local/intent-classifier.js';
import { type ClassifierSource, findClassifiers } from '../../scripts/find-classifiers.js';
import { readJsonLines } from '../retrieval/judged-questions.js';
import { LabelledMessage } from './labelled-message.js';
import { predict } from './predict.js';
import { reportRouting } from './report-routing.js';
import type { Judged } from './routing-metrics.js';

const DEFAULT_FILE = '../shared/data/routing/dev.jsonl';
/** Sources whose licence lets weights be trained on them without share-alike: CDLA-Permissive, CC BY, MIT. */
const PERMITTED = ['multidogo', 'clinc', 'wands'];

/**
 * Tests on each source in turn what is trained on our own utterances and on the other sources that permit it, none of
 * whose text is kept. Prints a report after each training, and at the end one over all sources.
 */
export async function leaveOneSourceOut(file = DEFAULT_FILE): Promise<number> {
  if (!existsSync(file)) {
    console.log(`SKIPPED: ${file} is not there.`);
    return 0;
  }
  const messages = (await readJsonLines(file, LabelledMessage)).filter(({ kind }) => kind !== 'multi');
  const embedder = createLocalEmbedder();
  try {
    const judged: Judged[] = [];
    for (const families of toRounds(messages)) {
      const tested = messages.filter((message) => families.includes(familyOf(message)));
      const allowed = PERMITTED.filter((family) => !families.includes(family));
      const more = messages.filter((message) => allowed.includes(familyOf(message)));
      console.log(`testing on ${families.join(', ')}; trained on ours and ${allowed.join(', ')}`);
      const round = await testOn(tested, more, embedder);
      reportRouting(round, { listWrong: false });
      judged.push(...round);
    }
    console.log('all sources');
    reportRouting(judged, { listWrong: false });
  } finally {
    await embedder.close();
  }
  return 0;
}

/** Sources that are never trained on need no training of their own. */
function toRounds(messages: readonly LabelledMessage[]): string[][] {
  const families = [...new Set(messages.map(familyOf))];
  const never = families.filter((family) => !PERMITTED.includes(family));
  return [...(never.length === 0 ? [] : [never]), ...families.filter(isPermitted).map((family) => [family])];
}

function isPermitted(family: string): boolean {
  return PERMITTED.includes(family);
}

function familyOf({ source }: LabelledMessage): string {
  return source.replace(/-.*$/, '');
}

async function testOn(
  tested: readonly LabelledMessage[],
  more: readonly LabelledMessage[],
  embedder: Embedder,
): Promise<Judged[]> {
  const own = (await findClassifiers()).find(({ name }) => name === 'router');
  if (own === undefined) throw new Error('there is nothing to train the router on');
  const { groupOf, training } = own;
  const temperature = (await readTrainedClassifier('router'))?.temperature;
  const trained = await trainClassifier(withMore(own, more), embedder, { groupOf, training, temperature });
  const classifier = createClassifierOf(trained, embedder);
  const router = createRouter((text, signal) => classifier.rank(text, signal));
  const judged: Judged[] = [];
  for (const message of tested) judged.push({ message, prediction: await predict(router, message) });
  return judged;
}

/** Our intents, and one more for every agent and for what is out of scope; what else the supervisor answers is left out. */
function withMore(own: ClassifierSource, more: readonly LabelledMessage[]): ClassifierSource['intents'] {
  const foreign = new Map<string, string[]>();
  for (const { text, labels, oos } of more) {
    const [label = 'general'] = labels;
    if (label === 'general' && !oos) continue;
    const name = oos ? 'supervisor/out-of-scope' : `${label.replaceAll('_', '-')}/elsewhere`;
    foreign.set(name, [...(foreign.get(name) ?? []), text]);
  }
  const joined = own.intents.map(({ name, examples }) => ({
    name,
    examples: [...examples, ...(foreign.get(name) ?? [])],
  }));
  const known = new Set(joined.map(({ name }) => name));
  const added = [...foreign].filter(([name]) => !known.has(name));
  return [...joined, ...added.map(([name, examples]) => ({ name, examples }))];
}
