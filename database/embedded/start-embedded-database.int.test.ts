import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateDatabase } from '../locate-database.js';
import { createPool } from '../pool.js';
import { startEmbeddedDatabase } from './start-embedded-database.js';
import { type Program, spawnProgram } from './testing/spawn-program.js';

let dataDir: string;
const programs: Program[] = [];
const pools: pg.Pool[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'switchboard-data-'));
});
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.end()));
  for (const program of programs.splice(0)) program.process.kill('SIGKILL');
  await rm(dataDir, { recursive: true, force: true });
});

const quiet = { info: () => undefined, error: () => undefined };
const own = () => {
  const program = spawnProgram('own-database', [dataDir]);
  programs.push(program);
  return program;
};
const open = async () => {
  const { address } = await locateDatabase({ url: undefined, dataDir });
  const pool = createPool({ address, size: 3 });
  pools.push(pool);
  return pool;
};

describe('the embedded database', { timeout: 90_000 }, () => {
  it('keeps committed rows, and no others, when its owner is killed', async () => {
    const first = own();
    expect(await first.firstLine).toBe('ready');
    const pool = await open();
    await pool.query('create table notes (text text)');
    for (let index = 0; index < 20; index += 1)
      await pool.query('insert into notes values ($1)', [`row ${index}`]);
    const client = await pool.connect();
    client.on('error', () => undefined);
    await client.query("begin; insert into notes values ('never committed')");
    first.process.kill('SIGKILL');
    await first.ended;
    client.release(true);

    const second = own();
    expect(await second.firstLine).toBe('ready');
    // The same pool: its connections to the killed owner are replaced.
    const { rows } = await pool.query(
      'select count(*)::int as kept, count(*) filter (where text like $1)::int as lost from notes',
      ['never%'],
    );
    expect(rows).toEqual([{ kept: 20, lost: 0 }]);
  });

  it('refuses a second owner, who is told of the first', async () => {
    const database = await startEmbeddedDatabase({ dataDir, logger: quiet });
    expect(await own().firstLine).toContain(`in use by process ${process.pid}`);
    await database.close();
    await expect(locateDatabase({ url: undefined, dataDir })).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('npm run database'),
    });
  });

  it('is started again when the engine breaks, with what was committed', async () => {
    const messages: string[] = [];
    const tell = (_: Record<string, unknown>, message: string) => messages.push(message);
    const database = await startEmbeddedDatabase({ dataDir, logger: { info: tell, error: tell } });
    const pool = await open();
    await pool.query('create table notes as select 1 as one');
    await pool.query(
      'create function endless(n int) returns int language plpgsql as $$ begin return endless(n + 1); end $$',
    );
    await expect(pool.query('select endless(1)')).rejects.toThrow();
    await expect
      .poll(
        () =>
          pool.query('select one from notes').then(
            ({ rows }) => rows,
            () => undefined,
          ),
        { timeout: 30_000 },
      )
      .toEqual([{ one: 1 }]);
    expect(messages).toContain('embedded database broke; restarting it');
    await database.close();
  });

  it('lets nobody else into its folders, and finds room for its socket however long the path', async () => {
    const deep = join(dataDir, 'a-rather-long-name-for-a-folder'.repeat(3), 'and-another-one-below-it');
    const database = await startEmbeddedDatabase({ dataDir: deep, logger: quiet });
    const mode = async (path: string) => (await stat(path)).mode & 0o777;
    expect(await mode(deep)).toBe(0o700);
    expect(await mode(dirname(database.socketPath))).toBe(0o700);
    expect(Buffer.byteLength(database.socketPath)).toBeLessThan(104);
    const { address } = await locateDatabase({ url: undefined, dataDir: deep });
    const pool = createPool({ address });
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await pool.end();
    await database.close();
    await rm(dirname(database.socketPath), { recursive: true, force: true });
  });
});
