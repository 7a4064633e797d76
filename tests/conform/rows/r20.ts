import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { usePostgres } from '../harness/postgres.js';
import { type ConformanceRow, exactly } from '../row.js';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
/** All that the library's suite has. */
const TESTS = 718;

const Report = z.object({
  numTotalTests: z.number(),
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })) }),
  ),
});

/** LangGraph's own validation suite against the checkpointer as the supervisor has it: our pool, our schema. */
export const row: ConformanceRow = {
  id: 'R20',
  promise: 'the checkpointer conforms',
  async run(context) {
    const { url } = await usePostgres(context);
    const report = Report.parse(JSON.parse(await runSuite(url)));
    for (const { assertionResults } of report.testResults) {
      const failed = assertionResults.filter(({ status }) => status !== 'passed');
      for (const { fullName, status } of failed.slice(0, 20)) context.say(`${status}: ${fullName}`);
    }
    return [
      exactly('tests', report.numTotalTests, TESTS),
      exactly('tests passed', report.numPassedTests, TESTS),
    ];
  },
};

async function runSuite(url: string): Promise<string> {
  const folder = 'tests/conform/checkpoints';
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    `${folder}/vitest.config.ts`,
    '--reporter=json',
  ];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return text.slice(text.indexOf('{'));
}
