import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EvaluationSuite } from '../evaluation-suite.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Recorded attacks and foreign calls, judged by the check that comes with the data. */
export const suite: EvaluationSuite = {
  name: 'security',
  about: 'isolation and attacks through the real services: [data folder] [split], by default ../shared/data',
  async run([data = '../shared/data', split = 'dev']) {
    const check = join(ROOT, '../shared/evals/security_check.mjs');
    if (!existsSync(check) || !existsSync(join(ROOT, data))) {
      process.stderr.write(`the check (${check}) or the data (${data}) is not on this machine\n`);
      return 1;
    }
    const adapter = fileURLToPath(new URL('./adapter.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', check, adapter, data, split], {
      cwd: ROOT,
      stdio: 'inherit',
    });
    return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  },
};
