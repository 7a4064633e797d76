import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTlsPostgres, type TlsPostgres } from '../tests/helpers/tls-postgres.js';

const ROOT = new URL('..', import.meta.url);
let postgres: TlsPostgres;
let dataDir: string;
beforeAll(async () => {
  postgres = await startTlsPostgres();
  dataDir = mkdtempSync(join(tmpdir(), 'switchboard-start-'));
});
afterAll(() => {
  postgres.close();
  rmSync(dataDir, { recursive: true });
});

/** The program's own words: what it wrote, without the notices of the runtime, and how it ended. */
async function run(program: string, settings: Record<string, string>) {
  const environment = { PATH: process.env.PATH, DATA_DIR: dataDir, MODEL_PROVIDER: 'local', ...settings };
  const child = spawn(process.execPath, ['--no-warnings', '--import', 'tsx', program], {
    ...{ cwd: ROOT, env: environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (told += String(bytes)));
  const code = await new Promise((resolve) => child.once('close', resolve));
  return { lines: told.trim().split('\n'), code };
}

describe.each(['setup-main.ts', 'database/migrate-main.ts', 'database/seed-main.ts'])('%s', (program) => {
  it('ends in one line, and not well, when the certificate of the server is not trusted', async () => {
    const { lines, code } = await run(program, { DATABASE_URL: postgres.url(), DATABASE_SSL: 'verify' });
    expect(lines).toEqual([expect.stringMatching(/^The database: the certificate .* -> .*DATABASE_SSL_CA/)]);
    expect(code).toBe(1);
  }, 30_000);
});

describe('database/migrate-main.ts, with a database that', () => {
  it.each([
    ['refuses the login', () => postgres.url(), /login was refused \(28P01\) -> .*DATABASE_URL/],
    ['is not there', () => 'postgresql://me:pw@127.0.0.1:1/shop', /does not answer \(ECONNREFUSED\) -> /],
  ])(
    '%s, ends in one line without the password',
    async (_, url, line) => {
      const { lines, code } = await run('database/migrate-main.ts', { DATABASE_URL: url() });
      expect(lines).toEqual([expect.stringMatching(line)]);
      expect(lines[0]).not.toMatch(/me:|pw/);
      expect(code).toBe(1);
    },
    30_000,
  );
});
