import { loadRow } from './find-rows.js';
import { type ConformContext, RowSkipped } from './row.js';

/** Told to the parent: this machine cannot run the row. */
const SKIPPED = 77;

const [id = '', form] = process.argv.slice(2);
const short = form === '--short';
const closers: (() => Promise<void> | void)[] = [];
const context: ConformContext = {
  short,
  pick: (full, few) => (short ? few : full),
  say: (text) => void process.stderr.write(`  ${id} ${text}\n`),
  defer: (close) => void closers.push(close),
};

try {
  const told = await (await loadRow(id)).run(context);
  // A quotient of nothing is no figure, whatever it compares to.
  const measurements = told.map((each) => ({ ...each, ok: each.ok && Number.isFinite(each.value) }));
  for (const measurement of measurements) {
    process.stdout.write(`${JSON.stringify({ id, ...measurement })}\n`);
  }
  // A row that measured nothing has shown nothing.
  process.exitCode = measurements.length > 0 && measurements.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`  ${id} ${error instanceof RowSkipped ? error.message : told}\n`);
  process.exitCode = error instanceof RowSkipped ? SKIPPED : 1;
} finally {
  for (const close of closers.reverse()) {
    await Promise.resolve(close()).catch((error: unknown) => context.say(`did not close: ${error}`));
  }
  // What a row left open must not keep the others waiting.
  process.exit();
}
