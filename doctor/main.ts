import { formatFinding } from '../platform/finding.js';
import { runMain } from '../platform/run-main.js';
import { listSettings, runDoctor } from './run-doctor.js';

/** `npm run doctor`: one line a check, and what to do about each failure; exits 1 when something would not work. */
await runMain(async () => {
  // Whoever reads may stop early.
  process.stdout.on('error', () => process.exit(1));
  let failures = 0;
  for await (const finding of runDoctor()) {
    process.stdout.write(`${formatFinding(finding)}\n`);
    if (finding.level === 'fail') failures += 1;
  }
  const settings = listSettings();
  if (settings.length > 0) process.stdout.write(`\nsettings in force\n  ${settings.join('\n  ')}\n`);
  process.stdout.write(failures === 0 ? '\nnothing would fail\n' : `\n${failures} would fail\n`);
  // Nothing that was opened keeps the process alive, and nothing that was not closed may.
  process.exit(failures === 0 ? 0 : 1);
});
