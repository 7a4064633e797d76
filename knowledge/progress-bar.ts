import { SingleBar } from 'cli-progress';
import type { IngestProgress } from './ingest.js';

/** Shows how far an ingestion is, with its rate and the time left; on what is no terminal, a line for every tenth. */
export interface ProgressBar {
  show(progress: IngestProgress): void;
  stop(): void;
}

const FORMAT = '{bar} {percentage}% | {value}/{total} passages | {rate}/s | {eta_formatted} left';

/** A bar on this stream, which appears with the first progress. */
export function createProgressBar(stream: NodeJS.WriteStream): ProgressBar {
  const bar = new SingleBar({ stream, format: FORMAT, hideCursor: true, noTTYOutput: false, etaBuffer: 20 });
  let startedAt: number | undefined;
  let tenth = 0;
  const rate = (done: number): number =>
    Math.round(done / Math.max(0.001, (performance.now() - (startedAt ?? 0)) / 1_000));
  return {
    show({ chunks: { done, total } }) {
      if (startedAt === undefined) {
        startedAt = performance.now();
        if (stream.isTTY) bar.start(total, done, { rate: 0 });
      }
      if (stream.isTTY) {
        bar.setTotal(total);
        bar.update(done, { rate: rate(done) });
        return;
      }
      const reached = total === 0 ? 10 : Math.floor((10 * done) / total);
      if (reached > tenth) stream.write(`${done} of ${total} passages, ${rate(done)}/s\n`);
      tenth = reached;
    },
    stop() {
      if (startedAt !== undefined && stream.isTTY) bar.stop();
      startedAt = undefined;
      tenth = 0;
    },
  };
}
