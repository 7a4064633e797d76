import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findRows } from './find-rows.js';
import type { Measurement } from './row.js';

const SKIPPED = 77;
const ROW_LIMIT_MS = 15 * 60_000;

type Verdict = 'met' | 'breached' | 'skipped';

/** As a row's process tells it. */
type Told = Omit<Measurement, 'value'> & { id: string; value: number | null };

interface RowResult {
  id: string;
  verdict: Verdict;
  seconds: number;
  measurements: readonly (Measurement & { id: string })[];
}

const known = await findRows();
const words = process.argv.slice(2);
const short = words.includes('--short');
const asked = words.filter((word) => word !== '--short').map((word) => word.toUpperCase());
const unknown = asked.filter((id) => !known.includes(id));

if (unknown.length > 0) {
  process.stderr.write(`no row ${unknown.join(', ')}; there are ${known.join(' ')}\n`);
  process.exitCode = 1;
} else {
  const results: RowResult[] = [];
  for (const id of asked.length > 0 ? asked : known) results.push(await runRow(id));
  printTable(results);
  process.exitCode = results.some(({ verdict }) => verdict === 'breached') ? 1 : 0;
}

/** A row has a process of its own: what it leaks or breaks is not the next one's trouble. */
async function runRow(id: string): Promise<RowResult> {
  const startedAt = performance.now();
  const file = fileURLToPath(new URL('./run-row.ts', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', file, id, ...(short ? ['--short'] : [])],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const limit = setTimeout(() => child.kill('SIGKILL'), ROW_LIMIT_MS);
  const measurements: (Measurement & { id: string })[] = [];
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    if (line.startsWith('{')) measurements.push(toMeasurement(JSON.parse(line)));
  }
  const code = await exited;
  clearTimeout(limit);
  const verdict = code === 0 ? 'met' : code === SKIPPED ? 'skipped' : 'breached';
  return { id, verdict, seconds: (performance.now() - startedAt) / 1_000, measurements };
}

/** JSON has no NaN and no Infinity: what comes as null was no figure, and no figure keeps a promise. */
function toMeasurement(told: Told): Told & { value: number } {
  return told.value === null ? { ...told, value: Number.NaN, ok: false } : { ...told, value: told.value };
}

function printTable(results: readonly RowResult[]): void {
  const lines = results.flatMap(({ id, verdict, seconds, measurements }) => [
    `${id.padEnd(4)} ${verdict.padEnd(9)} ${seconds.toFixed(1).padStart(6)} s`,
    ...measurements.map(
      ({ metric, value, bound, ok }) =>
        `     ${ok ? ' ' : '!'} ${metric}: ${Number(value.toPrecision(5))} (${bound})`,
    ),
  ]);
  const counts = (['met', 'breached', 'skipped'] as const).map(
    (verdict) => `${results.filter((result) => result.verdict === verdict).length} ${verdict}`,
  );
  process.stderr.write(`\n${lines.join('\n')}\n\n${counts.join(', ')}\n`);
}
