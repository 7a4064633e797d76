import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../source-files.js';

/** Signs the tokens of customers and sessions in these processes. */
export const PROCESS_SECRET = 'a-secret-of-processes-with-thirty-two-characters';

const START_MILLISECONDS = 90_000;

/** A service in a process of its own, to be killed, stopped and continued. */
export interface ServiceProcess {
  name: string;
  url: string;
  pid: number;
  /** SIGKILL ends it at once, SIGSTOP lets it hang, SIGCONT lets it go on. */
  signal(name: NodeJS.Signals): void;
  /** Its exit code once it has ended, null when a signal ended it. */
  ended(): Promise<number | null>;
}

/** The system as separate processes. */
export interface ProcessWorld {
  services: Readonly<Record<string, ServiceProcess>>;
  /** Starts one more, or one that was killed again, on the port of its name; waits until it is ready. */
  start(name: string, settings?: Record<string, string>): Promise<ServiceProcess>;
  /** The same without waiting. */
  launch(name: string, settings?: Record<string, string>): ServiceProcess;
  close(): Promise<void>;
}

/** What a caller may want to see of the processes. */
export interface ProcessOptions {
  /** Told of every line that a service writes to its log. */
  onLine?: (service: string, line: string) => void;
}

const MAINS: Readonly<Record<string, string>> = {
  supervisor: 'graph/main.ts',
  'held-supervisor': 'tests/conform/harness/held-supervisor.ts',
  'order-management': 'agents/order-management/main.ts',
  'product-recommendation': 'agents/product-recommendation/main.ts',
  troubleshooting: 'agents/troubleshooting/main.ts',
  personalization: 'agents/personalization/main.ts',
};

/**
 * Starts these services, each alone in its process, and waits until all are ready. `supervisor#2` is a second replica of
 * `supervisor`. With a DATABASE_URL among the settings that database is set up and seeded, otherwise an embedded one is
 * started in a process of its own.
 */
export async function startProcesses(
  names: readonly string[],
  settings: Record<string, string> = {},
  { onLine }: ProcessOptions = {},
): Promise<ProcessWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'switchboard-processes-'));
  const ports = new Map(
    await Promise.all(
      [...new Set([...Object.keys(MAINS), ...names])].map(async (name) => [name, await freePort()] as const),
    ),
  );
  const environment = {
    ...process.env,
    DATA_DIR: dataDir,
    MODEL_PROVIDER: 'local',
    LOG_LEVEL: 'warn',
    DEMO_LOGIN: 'on',
    RATE_LIMIT_MESSAGES_PER_MINUTE: '0',
    RATE_LIMIT_REQUESTS_PER_MINUTE: '0',
    SESSION_TOKEN_SECRET: PROCESS_SECRET,
    CUSTOMER_TOKEN_SECRET: PROCESS_SECRET,
    ...Object.fromEntries(Object.keys(MAINS).map((name) => [portSetting(name), String(ports.get(name))])),
    ...settings,
  };
  const started: ChildProcess[] = [];
  const run = (file: string, args: readonly string[] = [], more: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
      cwd: ROOT,
      env: { ...environment, ...more },
      stdio: ['ignore', onLine === undefined ? 'ignore' : 'pipe', 'inherit'],
    });
    started.push(child);
    return child;
  };
  const database = settings['DATABASE_URL'] === undefined ? run('database/main.ts') : undefined;
  const setUp = async () => (await ended(run('setup-main.ts', ['--seed']))) === 0;
  // The embedded database may not listen yet; one that was given is there, or trying again is no use.
  if (database !== undefined) await waitFor('the database', setUp);
  else if (!(await setUp())) throw new Error('the database could not be set up');

  const services: Record<string, ServiceProcess> = {};
  const spawnService = (name: string, more: Record<string, string> = {}): ServiceProcess => {
    const [kind = name] = name.split('#');
    const port = String(ports.get(name));
    const child = run(MAINS[kind] ?? kind, [], { [portSetting(kind)]: port, ...more });
    if (child.stdout !== null) {
      createInterface({ input: child.stdout }).on('line', (line) => onLine?.(name, line));
    }
    const service: ServiceProcess = {
      name,
      url: `http://127.0.0.1:${port}`,
      pid: child.pid ?? 0,
      signal: (signal) => void child.kill(signal),
      ended: () => ended(child),
    };
    services[name] = service;
    return service;
  };
  const ready = (service: ServiceProcess) =>
    waitFor(service.name, async () => (await fetch(`${service.url}/readyz`)).ok);
  await Promise.all(names.map((name) => spawnService(name)).map(ready));
  return {
    services,
    async start(name, more) {
      const service = spawnService(name, more);
      await ready(service);
      return service;
    },
    launch: spawnService,
    async close() {
      const others = started.filter((child) => child !== database);
      for (const child of others) child.kill('SIGKILL');
      await Promise.all(others.map(ended));
      database?.kill('SIGTERM');
      if (database !== undefined) await ended(database);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function portSetting(name: string): string {
  return `${name.toUpperCase().replaceAll('-', '_')}_PORT`;
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
