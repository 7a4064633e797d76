import { acquireLock } from '../lock-file.js';

/** Program: takes the lock of the path given, says `held` or why not, and keeps it until it is killed. */
const [path = '', socketPath = ''] = process.argv.slice(3);
try {
  await acquireLock(path, socketPath);
  process.stdout.write('held\n');
  setInterval(() => undefined, 60_000);
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : 'failed'}\n`);
}
