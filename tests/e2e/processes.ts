import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../source-files.js';

const START_MILLISECONDS = 90_000;

/** A service in a process of its own, to be killed, stopped and continued. */
export interface ServiceProcess {
  name: string;
  url: string;
  /** SIGKILL ends it at once, SIGSTOP lets it hang, SIGCONT lets it go on. */
  signal(name: NodeJS.Signals): void;
}

/** The system as separate processes over an embedded database of its own. */
export interface ProcessWorld {
  services: Readonly<Record<string, ServiceProcess>>;
  close(): Promise<void>;
}

const MAINS: Readonly<Record<string, string>> = {
  supervisor: 'graph/main.ts',
  'order-management': 'agents/order-management/main.ts',
  'product-recommendation': 'agents/product-recommendation/main.ts',
  troubleshooting: 'agents/troubleshooting/main.ts',
  personalization: 'agents/personalization/main.ts',
};

/** Starts the database and these services, each alone in its process, and waits until all are ready. */
export async function startProcesses(
  names: readonly string[],
  settings: Record<string, string> = {},
): Promise<ProcessWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-processes-'));
  const started: ChildProcess[] = [];
  const ports = Object.fromEntries(
    await Promise.all(Object.keys(MAINS).map(async (name) => [name, await freePort()] as const)),
  );
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    MODEL_PROVIDER: 'local',
    LOG_LEVEL: 'warn',
    DEMO_LOGIN: 'on',
    ...Object.fromEntries(
      Object.entries(ports).map(([name, port]) => [`${toSetting(name)}_PORT`, String(port)]),
    ),
    ...settings,
  };
  const run = (file: string, ...args: string[]): ChildProcess => {
    const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
      cwd: ROOT,
      env: environment,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    started.push(child);
    return child;
  };

  run('database/main.ts');
  await waitFor('the database', async () => (await ended(run('setup-main.ts', '--seed'))) === 0);
  const services = Object.fromEntries(
    names.map((name) => {
      const child = run(MAINS[name] ?? name);
      return [
        name,
        {
          name,
          url: `http://127.0.0.1:${ports[name]}`,
          signal: (signal: NodeJS.Signals) => void child.kill(signal),
        },
      ];
    }),
  );
  for (const { name, url } of Object.values(services)) {
    await waitFor(name, async () => (await fetch(`${url}/readyz`)).ok);
  }
  return {
    services,
    async close() {
      const [database, ...others] = started;
      for (const child of others) child.kill('SIGKILL');
      await Promise.all(others.map(ended));
      database?.kill('SIGTERM');
      if (database !== undefined) await ended(database);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function toSetting(name: string): string {
  return name.toUpperCase().replaceAll('-', '_');
}

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Asks again and again until the answer is yes; throws after a minute and a half. */
export async function waitFor(what: string, ready: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + START_MILLISECONDS; Date.now() < until; ) {
    if (await ready().catch(() => false)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`${what} did not get ready`);
}
