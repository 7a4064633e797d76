import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { acquireLock, type DatabaseOwner, findLiveOwner, type HeldLock } from './lock-file.js';
import { type Program, spawnProgram } from './testing/spawn-program.js';

let folder: string;
let path: string;
const programs: Program[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-lock-'));
  path = join(folder, 'database.lock');
});
afterEach(async () => {
  for (const program of programs.splice(0)) program.process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const hold = () => {
  const program = spawnProgram('hold-lock', [path, '/nowhere']);
  programs.push(program);
  return program;
};
const writeOwner = (owner: Partial<DatabaseOwner>) =>
  writeFile(
    path,
    JSON.stringify({ token: 'old', host: hostname(), pid: process.pid, socketPath: '/old', ...owner }),
  );
const outcomes = async (attempts: Promise<HeldLock>[]) => {
  const settled = await Promise.allSettled(attempts);
  return settled.filter(({ status }) => status === 'fulfilled').length;
};
/** More than any process number that a kernel gives. */
const NO_PROCESS = 2 ** 30;

describe('the lock of the embedded database', () => {
  it('is had by one of many that ask at once', async () => {
    expect(await outcomes(Array.from({ length: 20 }, () => acquireLock(path, '/s')))).toBe(1);
  });

  it('is taken over from a dead owner by exactly one of many', async () => {
    for (let round = 0; round < 5; round += 1) {
      await writeOwner({ pid: NO_PROCESS });
      expect(await outcomes(Array.from({ length: 20 }, () => acquireLock(path, '/s')))).toBe(1);
    }
  });

  it('says who owns it and what to do', async () => {
    await acquireLock(path, '/s');
    await expect(acquireLock(path, '/s')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(new RegExp(`process ${process.pid}.*another DATA_DIR`)),
    });
  });

  it('is free again once it was released, and leaves nothing behind', async () => {
    const lock = await acquireLock(path, '/s');
    await lock.release();
    expect(await readdir(folder)).toEqual([]);
    await expect(acquireLock(path, '/s')).resolves.toBeDefined();
  });

  it('is not removed by a former owner', async () => {
    const former = await acquireLock(path, '/s');
    await writeOwner({ token: 'new' });
    await former.release();
    expect(await readFile(path, 'utf8')).toContain('new');
  });

  it('is taken over when the process number belongs to a younger process', async () => {
    await writeOwner({ startTick: '1' });
    await expect(acquireLock(path, '/s')).resolves.toBeDefined();
  });

  it('is respected on another machine while its owner gives signs of life, and taken over later', async () => {
    await writeOwner({ host: 'elsewhere', pid: NO_PROCESS });
    await expect(acquireLock(path, '/s')).rejects.toThrow(/on elsewhere/);
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(path, longAgo, longAgo);
    await expect(acquireLock(path, '/s')).resolves.toBeDefined();
  });

  it('is replaced when the file holds nonsense', async () => {
    await writeFile(path, '{"pid":');
    await expect(acquireLock(path, '/s')).resolves.toBeDefined();
  });

  it('tells where its living owner listens, and of no dead one', async () => {
    expect(await findLiveOwner(path)).toBeUndefined();
    await acquireLock(path, '/here');
    expect(await findLiveOwner(path)).toMatchObject({ socketPath: '/here' });
    await writeOwner({ pid: NO_PROCESS });
    expect(await findLiveOwner(path)).toBeUndefined();
  });
});

describe('the lock between processes', () => {
  it('is refused while its owner lives and taken over when that one was killed', async () => {
    const first = hold();
    expect(await first.firstLine).toBe('held');
    expect(await hold().firstLine).toContain(`process ${first.process.pid}`);
    first.process.kill('SIGKILL');
    await first.ended;
    const next = await Promise.all([hold(), hold(), hold()].map(({ firstLine }) => firstLine));
    expect(next.filter((line) => line === 'held')).toHaveLength(1);
  });
});
