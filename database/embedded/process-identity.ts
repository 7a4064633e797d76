import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A process, told apart from a later one with the same number: `startTick` is the kernel's clock tick, where it tells. */
export interface ProcessIdentity {
  host: string;
  pid: number;
  startTick: string | undefined;
}

/** This process. */
export async function identifyProcess(): Promise<ProcessIdentity> {
  return { host: hostname(), pid: process.pid, startTick: await startTickOf(process.pid) };
}

/** Whether that process runs now; it must be one of this machine. */
export async function isRunning({ pid, startTick }: ProcessIdentity): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  return startTick === undefined || startTick === (await startTickOf(pid));
}

/** Field 22 of /proc/<pid>/stat, counted after the command in brackets, which may hold spaces; undefined elsewhere. */
async function startTickOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .at(19);
}
