import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';

const [name = '', ...rest] = process.argv.slice(2);
const suite = new URL(`./${name}/main.ts`, import.meta.url);

if (/^[a-z-]+$/.test(name) && existsSync(suite)) {
  fork(suite, rest).once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  const entries = await readdir(new URL('./', import.meta.url), { withFileTypes: true });
  const suites = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  console.error(`usage: npm run eval -- <${suites.join(' | ')}> [options]`);
  process.exitCode = 1;
}
