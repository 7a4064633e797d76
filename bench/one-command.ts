import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoToken, startChat } from '../tests/e2e/chat-client.js';
import { ROOT } from '../tests/source-files.js';
import { percentile, printMs } from './statistics.js';

const SUPERVISOR = 'http://127.0.0.1:18080';
const QUESTIONS = [
  'Where is my order SB-100002?',
  'Where is SB-100001 now?',
  'What is in order SB-100003?',
  'Show my latest orders',
];
const OTHERS = [
  'My robot vacuum does not charge',
  'Which headphones can you recommend?',
  'What is my default address?',
];

/** What `npm start` costs: time to ready, memory after 100 turns, and the time of a warm order question; first and second start. */
export async function runCommandBench(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  try {
    for (const start of ['first', 'second']) {
      const startedAt = performance.now();
      const child = run(dataDir);
      await untilReady(child);
      console.log(`${start} start: ready after ${printMs(performance.now() - startedAt)}`);
      await measureTurns();
      console.log(`  resident after 100 turns: ${Math.round(await residentMegabytes(child))} MiB`);
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function run(dataDir: string): ChildProcess {
  const ports = {
    SUPERVISOR_PORT: '18080',
    ORDER_MANAGEMENT_PORT: '18081',
    PRODUCT_RECOMMENDATION_PORT: '18082',
    TROUBLESHOOTING_PORT: '18083',
    PERSONALIZATION_PORT: '18084',
  };
  const env = {
    ...process.env,
    ...ports,
    DATA_DIR: dataDir,
    MODEL_PROVIDER: 'local',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_MESSAGES_PER_MINUTE: '0',
  };
  return spawn(process.execPath, ['--import', 'tsx', 'start.ts'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`npm start ended with ${code}`)));
    child.stdout?.on('data', (chunk) => {
      if (String(chunk).includes('is ready')) resolve();
    });
  });
}

async function measureTurns(): Promise<void> {
  const token = await demoToken(SUPERVISOR, 'C1001');
  const chat = await startChat(SUPERVISOR, token);
  for (const text of [...OTHERS, ...QUESTIONS]) await chat.say(text);
  const warm: number[] = [];
  for (let turn = 0; turn < 50; turn += 1) {
    const fresh = await startChat(SUPERVISOR, token);
    const startedAt = performance.now();
    await fresh.say(QUESTIONS[turn % QUESTIONS.length] ?? '');
    warm.push(performance.now() - startedAt);
  }
  for (let turn = 0; turn < 43; turn += 1) await chat.say(OTHERS[turn % OTHERS.length] ?? '');
  console.log(
    `  50 warm order questions: p50 ${printMs(percentile(warm, 0.5))}, p95 ${printMs(percentile(warm, 0.95))}`,
  );
}

async function residentMegabytes(child: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1_024;
}
