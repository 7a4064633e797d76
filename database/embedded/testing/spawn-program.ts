import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A real process that a test may kill. */
export interface Program {
  readonly process: ChildProcess;
  /** The first line that it prints. Rejects when it ends without one. */
  readonly firstLine: Promise<string>;
  readonly ended: Promise<void>;
}

const runTypeScript = fileURLToPath(new URL('../run-typescript.mjs', import.meta.url));

/** Starts a program of this folder. */
export function spawnProgram(name: string, args: readonly string[]): Program {
  const child = spawn(process.execPath, [runTypeScript, `./testing/${name}.ts`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const firstLine = new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    void ended.then(() => reject(new Error(`${name} ended without a word`)));
  });
  return { process: child, firstLine, ended };
}
