import {
  calibrationError,
  exactSet,
  isRight,
  type Judged,
  macroF1,
  microF1,
  outOfScopeAuroc,
  percentile,
  share,
  wronglyGeneral,
} from './routing-metrics.js';

/** Prints what the router reached: one table for messages with one request, one for those with several. */
export function reportRouting(judged: readonly Judged[], { listWrong }: { listWrong: boolean }): void {
  const single = judged.filter(({ message }) => message.kind !== 'multi');
  const multi = judged.filter(({ message }) => message.kind === 'multi');
  if (single.length > 0) reportSingle(single);
  if (multi.length > 0) {
    console.log(`${multi.length} messages with several requests`);
    console.table({ 'exact set': percent(exactSet(multi)), 'micro-F1': percent(microF1(multi)) });
  }
  reportTimes(judged);
  if (!listWrong) return;
  for (const one of judged) {
    const right = one.message.kind === 'multi' ? exactSet([one]) === 1 : isRight(one);
    if (!right) console.log(toLine(one));
  }
}

function reportSingle(judged: readonly Judged[]): void {
  const clear = judged.filter(({ message }) => message.accept.length === 1);
  const outside = judged.filter(({ message }) => message.oos);
  const local = clear.filter(({ prediction }) => prediction.decidedLocally);
  console.log(`${judged.length} messages with one request, ${clear.length} of them unambiguous`);
  console.table({
    'accuracy, unambiguous': percent(share(clear, isRight)),
    'accuracy, all': percent(share(judged, isRight)),
    'macro-F1, unambiguous': percent(macroF1(clear)),
    'out of scope: recall': percent(share(outside, isRight)),
    'out of scope: AUROC': outOfScopeAuroc(judged).toFixed(3),
    'wrongly general': percent(wronglyGeneral(judged)),
    'calibration error': percent(calibrationError(clear)),
    'decided locally': percent(local.length / clear.length),
    'accuracy of those': percent(share(local, isRight)),
  });
  const sources = [...new Set(clear.map(({ message }) => message.source))].sort();
  console.table(
    Object.fromEntries(
      sources.map((source) => {
        const own = clear.filter(({ message }) => message.source === source);
        return [source, { messages: own.length, accuracy: percent(share(own, isRight)) }];
      }),
    ),
  );
}

function reportTimes(judged: readonly Judged[]): void {
  const times = judged.map(({ prediction }) => prediction.milliseconds);
  const [median, high] = [percentile(times, 0.5), percentile(times, 0.99)];
  console.log(`${median.toFixed(1)} ms in the median, ${high.toFixed(1)} ms at the 99th percentile`);
}

function toLine({ message, prediction }: Judged): string {
  const { labels, confidence } = prediction;
  return `${message.accept.join('|')} <> ${labels.join(',')} ${confidence.toFixed(2)} [${message.source}] ${message.text}`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)}%`;
}
