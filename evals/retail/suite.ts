import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { EvaluationSuite } from '../evaluation-suite.js';

const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url));
const WORLD = join(SHARED, 'data/retail/initial_state.json');
const CHECK = join(SHARED, 'evals/tau_check.mjs');
const CASES = ['tau1_train', 'tau1_dev', 'fuzz_dev'].map((name) => join(SHARED, `data/retail/${name}.jsonl`));
const CARRIERS = ['tools', 'http', 'twice', 'raced'];

/** Recorded actions of a retail world, run on our own tools and compared with what they came to there. */
export const suite: EvaluationSuite = {
  name: 'retail',
  about: `Recorded actions of a retail world on our own tools. [${CARRIERS.join(' | ')}]... [--sample N] [--cases FILE]...`,
  async run(args) {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { sample: { type: 'string' }, cases: { type: 'string', multiple: true } },
    });
    const unknown = positionals.find((name) => !CARRIERS.includes(name));
    if (unknown !== undefined) {
      console.error(`${unknown} is no way to carry a call; there are: ${CARRIERS.join(', ')}`);
      return 1;
    }
    if (!existsSync(WORLD)) {
      console.log(`SKIPPED: the recorded world is not on this machine (${WORLD}).`);
      return 0;
    }
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-retail-'));
    try {
      const cases = await sampleCases(values.cases ?? CASES, Number(values.sample ?? 0), folder);
      let worst = 0;
      for (const carrier of positionals.length > 0 ? positionals : CARRIERS) {
        worst = Math.max(worst, await compare(carrier, cases));
      }
      return worst;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Cases from all over each file; without a number, the files as they are. */
async function sampleCases(
  files: readonly string[],
  count: number,
  folder: string,
): Promise<readonly string[]> {
  if (count === 0) return files;
  return Promise.all(
    files.map(async (file) => {
      const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
      const step = Math.max(1, Math.floor(lines.length / count));
      const sample = join(folder, basename(file));
      await writeFile(
        sample,
        lines
          .filter((_, index) => index % step === 0)
          .slice(0, count)
          .join('\n'),
      );
      return sample;
    }),
  );
}

function compare(carrier: string, cases: readonly string[]): Promise<number> {
  if (carrier === 'raced' && !process.env.TEST_DATABASE_URL) {
    console.log('SKIPPED raced: only real PostgreSQL runs two transactions at once; set TEST_DATABASE_URL.');
    return Promise.resolve(0);
  }
  const adapter = fileURLToPath(new URL('./adapter.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', CHECK, adapter, WORLD, ...cases], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, RETAIL_CARRIER: carrier },
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
