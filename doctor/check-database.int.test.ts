import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { type Config, loadConfig } from '../platform/config.js';
import { type Finding, formatFinding } from '../platform/finding.js';
import { checkDatabase } from './check-database.js';

let world: TestDatabase;
beforeAll(async () => {
  world = await openTestDatabase({ seed: true });
});
afterAll(() => world.close());

async function examine(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  for await (const finding of checkDatabase(config)) findings.push(finding);
  return findings;
}

const config = (url: string, settings: Record<string, string> = {}) =>
  loadConfig({ DATABASE_URL: url, MODEL_PROVIDER: 'local', ...settings });
const lines = (findings: readonly Finding[]): string => findings.map(formatFinding).join('\n');

describe.skipIf(!process.env.TEST_DATABASE_URL)('the doctor at a database of its own', () => {
  const url = (): string => ('url' in world.address ? world.address.url : '');

  it('sees version, TLS, pgvector, migrations, roles, and the missing documents', async () => {
    const findings = await examine(config(url()));
    const told = lines(findings);
    for (const check of ['database', 'database TLS', 'pgvector', 'migrations', 'database roles']) {
      expect(findings.find((finding) => finding.check === check)?.level, told).toBe('ok');
    }
    expect(findings.find(({ check }) => check === 'corpus')).toMatchObject({ level: 'fail' });
  });

  it('sees missing migrations', async () => {
    await world.pool.query("delete from migrations where name like '0024%'");
    expect(lines(await examine(config(url())))).toMatch(
      /fail migrations +1 of \d+ are missing -> run: npm run setup/,
    );
  });

  it('names a wrong password or a database that is not there, and never the password', async () => {
    const missing = new URL(url());
    missing.pathname = '/no_such_database';
    expect(lines(await examine(config(missing.href)))).toMatch(/no such database \(3D000\)/);
    const dead = new URL(url());
    dead.port = '1';
    dead.password = 'hunter2';
    const told = lines(await examine(config(dead.href)));
    expect(told).toMatch(/does not answer \(ECONNREFUSED\)/);
    expect(told).not.toContain('hunter2');
  });
});

it('says how the embedded database starts when it does not run', async () => {
  const findings = await examine(
    loadConfig({
      DATA_DIR: '/tmp/switchboard-no-such-folder',
      SESSION_TOKEN_SECRET: 'x'.repeat(32),
      CUSTOMER_TOKEN_SECRET: 'x'.repeat(32),
    }),
  );
  expect(lines(findings)).toMatch(/npm start/);
});
