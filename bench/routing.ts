import { availableParallelism } from 'node:os';
import { readJsonLines } from '../evals/retrieval/judged-questions.js';
import { LabelledMessage } from '../evals/routing/labelled-message.js';
import { withShippedRouter } from '../evals/routing/open-router.js';
import { predict } from '../evals/routing/predict.js';
import { percentile, printMs } from './statistics.js';

const FILES = ['messages', 'outside', 'multi'];
const SHORT = 20;
const LONG = 100;
const LONG_MESSAGES = 100;
/** What routing may take at the 99th percentile on one core, the sentence encoder's time within it. */
const GOALS_MS = { [SHORT]: 40, [LONG]: 150 };

interface Lengths {
  name: string;
  goal: number;
  texts: readonly string[];
}

/**
 * What the local stage takes for messages that it has not seen, one at a time: our own of up to 20 words, and of 100 words
 * once as many sentences and once as a single one, which is the longest for the encoder.
 */
export async function runRoutingBench(): Promise<void> {
  const messages = await readMessages();
  const words = messages.flatMap((text) => text.split(/\s+/));
  const measured: Lengths[] = [
    {
      name: `up to ${SHORT} words`,
      goal: GOALS_MS[SHORT],
      texts: messages.filter((text) => text.split(/\s+/).length <= SHORT),
    },
    { name: `${LONG} words`, goal: GOALS_MS[LONG], texts: toLong(words) },
    { name: `${LONG} in one sentence`, goal: GOALS_MS[LONG], texts: toLong(withoutBoundaries(words)) },
  ];
  console.log(`routing on ${availableParallelism()} core(s), one message at a time`);
  console.log('message                messages    median       p99  goal');
  await withShippedRouter(async (router) => {
    for (const { name, goal, texts } of measured) {
      const times: number[] = [];
      for (const [index, text] of texts.entries()) {
        const message = LabelledMessage.parse({
          id: `${index}`,
          text,
          labels: ['general'],
          accept: ['general'],
        });
        times.push((await predict(router, message)).milliseconds);
      }
      const high = percentile(times, 0.99);
      const shown = [percentile(times, 0.5), high].map((value) => printMs(value).padStart(10));
      console.log(`${name.padEnd(22)} ${String(texts.length).padStart(8)}${shown.join('')}  ${goal} ms`);
      if (high > goal) process.exitCode = 1;
    }
  });
}

async function readMessages(): Promise<string[]> {
  const files = FILES.map((file) => new URL(`../evals/routing/${file}.jsonl`, import.meta.url));
  const read = await Promise.all(files.map((file) => readJsonLines(file, LabelledMessage)));
  return read.flat().map(({ text }) => text);
}

/** Messages of a hundred words each, no two of which begin at the same word. */
function toLong(words: readonly string[]): string[] {
  const stride = Math.floor((words.length - LONG) / LONG_MESSAGES);
  return Array.from({ length: LONG_MESSAGES }, (_, index) =>
    words.slice(index * stride, index * stride + LONG).join(' '),
  );
}

/** Words that no clause ends at. */
function withoutBoundaries(words: readonly string[]): string[] {
  return words
    .map((word) => word.replace(/[^\p{L}\p{N}']/gu, ''))
    .filter((word) => word !== '' && !/^(?:and|also|plus|then|but|as)$/i.test(word));
}
