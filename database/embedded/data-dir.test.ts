import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataDirPaths, ensurePrivateFolder } from './data-dir.js';

describe('the paths below DATA_DIR', () => {
  it('are absolute and belong together', () => {
    expect(dataDirPaths('/srv/data')).toEqual({
      root: '/srv/data',
      database: '/srv/data/database',
      lock: '/srv/data/database.lock',
      socket: '/srv/data/socket/.s.PGSQL.5432',
    });
    expect(dataDirPaths('.data').root).toBe(join(process.cwd(), '.data'));
  });

  it('put the socket elsewhere when its path would be too long, and always at the same place', () => {
    const long = `/srv/${'d'.repeat(120)}`;
    const { socket } = dataDirPaths(long);
    expect(Buffer.byteLength(socket)).toBeLessThan(100);
    expect(dataDirPaths(long).socket).toBe(socket);
    expect(dataDirPaths(`${long}x`).socket).not.toBe(socket);
  });
});

describe('a private folder', () => {
  it('is closed to others even when it was there before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'switchboard-private-'));
    await ensurePrivateFolder(folder);
    await ensurePrivateFolder(join(folder, 'below', 'it'));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'below', 'it'))).mode & 0o777).toBe(0o700);
    await rm(folder, { recursive: true });
  });
});
