import { bootstrap, type Interval, toPercent, wilson } from '../intervals.js';
import {
  calibrationError,
  isExact,
  isRight,
  type Judged,
  macroF1,
  microF1,
  outOfScopeAuroc,
  percentile,
  wronglyGeneral,
} from './routing-metrics.js';

/** Prints what the router reached, with 95% intervals: one table for messages with one request, one for those with several. */
export function reportRouting(judged: readonly Judged[], { listWrong }: { listWrong: boolean }): void {
  const single = judged.filter(({ message }) => message.kind !== 'multi');
  const multi = judged.filter(({ message }) => message.kind === 'multi');
  if (single.length > 0) reportSingle(single);
  if (multi.length > 0) reportMulti(multi);
  reportTimes(judged);
  if (!listWrong) return;
  for (const one of judged) {
    const right = one.message.kind === 'multi' ? isExact(one) : isRight(one);
    if (!right) console.log(toLine(one));
  }
}

function reportSingle(judged: readonly Judged[]): void {
  const clear = judged.filter(({ message }) => message.accept.length === 1);
  const outside = judged.filter(({ message }) => message.oos);
  const local = clear.filter(({ prediction }) => prediction.decidedLocally);
  console.log(`${judged.length} messages with one request, ${clear.length} of them unambiguous`);
  printTable({
    'accuracy, unambiguous': wilson(clear, isRight),
    'accuracy, all': wilson(judged, isRight),
    'macro-F1, unambiguous': bootstrap(clear, macroF1),
    'out of scope: recall': wilson(outside, isRight),
    'out of scope: AUROC': bootstrap(judged, outOfScopeAuroc),
    'wrongly general': bootstrap(judged, wronglyGeneral),
    'calibration error': bootstrap(clear, calibrationError),
    'decided locally': wilson(clear, ({ prediction }) => prediction.decidedLocally),
    'accuracy of those': wilson(local, isRight),
  });
  const sources = [...new Set(clear.map(({ message }) => message.source))].sort();
  if (sources.length < 2) return;
  console.table(
    Object.fromEntries(
      sources.map((source) => {
        const own = clear.filter(({ message }) => message.source === source);
        return [source, { messages: own.length, accuracy: toPercent(wilson(own, isRight)) }];
      }),
    ),
  );
}

function reportMulti(judged: readonly Judged[]): void {
  console.log(`${judged.length} messages with several requests`);
  printTable({ 'exact set': wilson(judged, isExact), 'micro-F1': bootstrap(judged, microF1) });
}

function printTable(figures: Record<string, Interval>): void {
  const rows = Object.entries(figures).filter(([, { value }]) => !Number.isNaN(value));
  console.table(Object.fromEntries(rows.map(([name, figure]) => [name, toPercent(figure)])));
}

function reportTimes(judged: readonly Judged[]): void {
  for (const [name, from, to] of [
    ['up to 20 words', 0, 20],
    ['21 to 100 words', 21, 100],
  ] as const) {
    const times = judged
      .filter(({ message }) => isBetween(message.text.split(/\s+/).length, from, to))
      .map(({ prediction }) => prediction.milliseconds);
    if (times.length === 0) continue;
    const [median, high] = [percentile(times, 0.5), percentile(times, 0.99)];
    console.log(
      `${name}: ${median.toFixed(1)} ms in the median, ${high.toFixed(1)} ms at the 99th percentile (${times.length})`,
    );
  }
}

function isBetween(value: number, low: number, high: number): boolean {
  return low <= value && value <= high;
}

function toLine({ message, prediction }: Judged): string {
  const { labels, confidence } = prediction;
  return `${message.accept.join('|')} <> ${labels.join(',')} ${confidence.toFixed(2)} [${message.source}] ${message.text}`;
}
