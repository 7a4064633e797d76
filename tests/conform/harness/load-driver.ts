import { sleep } from '../../../platform/resilience/sleep.js';

/** One request of a load: how it ended, and how long after it was due, so that a stall of the driver or the system counts. */
export interface LoadSample {
  /** What was sent, for figures of its own. */
  group: string;
  /** `ok`, or the kind of failure. */
  kind: string;
  /** Since the load began, when it was due. */
  dueMs: number;
  milliseconds: number;
}

/** What is known of a request when it has ended; a throw is a failure of the kind `threw: <message>`. */
export interface LoadAnswer {
  group?: string;
  kind: string;
}

/** A load that comes whether or not it is answered. */
export interface LoadOptions {
  /** A second. */
  rate: number;
  seconds: number;
  send: (index: number) => Promise<LoadAnswer>;
  /** Even arrivals, or at random with that rate on average (exponential gaps) with a source of numbers below 1. */
  random?: () => number;
  signal?: AbortSignal;
}

/** Percentiles of what was ok, and how often what happened. */
export interface LoadReport {
  samples: readonly LoadSample[];
  kinds: Readonly<Record<string, number>>;
  p50: number;
  p95: number;
  p99: number;
}

/** Sends at the rate for so long, waits for what is out, and reports. */
export async function driveLoad(options: LoadOptions): Promise<LoadReport> {
  const { rate, seconds, send, random, signal } = options;
  const samples: LoadSample[] = [];
  const out: Promise<void>[] = [];
  const startedAt = performance.now();
  let dueMs = 0;
  for (let index = 0; dueMs < seconds * 1_000 && signal?.aborted !== true; index++) {
    const wait = startedAt + dueMs - performance.now();
    if (wait > 0) await sleep(wait);
    out.push(sendOne(index, dueMs));
    dueMs += (random === undefined ? 1 : -Math.log(1 - random())) * (1_000 / rate);
  }
  await Promise.all(out);
  return toReport(samples);

  async function sendOne(index: number, due: number): Promise<void> {
    const { group = 'all', kind } = await send(index).catch((error: unknown) => ({
      group: undefined,
      kind: `threw: ${error instanceof Error ? error.message : error}`,
    }));
    samples.push({ group, kind, dueMs: due, milliseconds: performance.now() - startedAt - due });
  }
}

/** The figures of some samples; percentiles are NaN where nothing was ok. */
export function toReport(samples: readonly LoadSample[]): LoadReport {
  const kinds: Record<string, number> = {};
  for (const { kind } of samples) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const times = samples.filter(({ kind }) => kind === 'ok').map(({ milliseconds }) => milliseconds);
  const [p50, p95, p99] = [percentile(times, 0.5), percentile(times, 0.95), percentile(times, 0.99)];
  return { samples, kinds, p50, p95, p99 };
}

/** The smallest value that at least this share of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
