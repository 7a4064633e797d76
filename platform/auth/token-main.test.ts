import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../config.js';
import { verifyCustomerToken } from './customer-token.js';
import { verifySessionToken } from './session-token.js';
import { verifyStaffToken } from './staff-token.js';

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'switchboard-token-'));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function run(args: string[], environment: Record<string, string> = {}) {
  const main = fileURLToPath(new URL('./token-main.ts', import.meta.url));
  return new Promise<{ code: number | string; out: string; error: string }>((resolve) => {
    const env = { DATA_DIR: dataDir, ...environment };
    execFile(process.execPath, ['--import', 'tsx', main, ...args], { env }, (failure, out, error) =>
      resolve({ code: failure?.code ?? 0, out: out.trim(), error: error.trim() }),
    );
  });
}

describe('the token command', () => {
  it('prints a token that the services of this machine take, also when both start on fresh ground', async () => {
    const [customer, session, staff] = await Promise.all([
      run(['--customer', 'C1001', '--level', 'step-up']),
      run(['--customer', 'C1001', '--audience', 'order-management']),
      run(['--staff', 'S1', '--role', 'approver']),
    ]);
    const config = loadConfig({ DATA_DIR: dataDir });
    expect(await verifyCustomerToken(config.customerTokenSecret, customer.out)).toEqual({
      level: 'step-up',
      customerId: 'C1001',
    });
    const grant = await verifySessionToken(config.sessionTokenSecret, session.out, 'order-management');
    expect(grant.identity).toEqual({ level: 'verified', customerId: 'C1001' });
    expect(await verifyStaffToken(config.staffTokenSecret, staff.out)).toEqual({
      staffId: 'S1',
      role: 'approver',
    });
  });

  it('tells how it is used, or what does not fit, without a stack', async () => {
    const results = await Promise.all([
      run([]),
      run(['--costumer', 'C1001']),
      run(['--customer', 'C1001', '--level', 'admin']),
      run(['--customer', 'C1001'], { LOG_LEVEL: 'loud' }),
      run(['--staff', 'S1', '--role', 'boss']),
      run(['--staff', 'S1', '--role', 'admin', '--customer', 'C1001']),
    ]);
    for (const { code, out, error } of results) {
      expect([code, out]).toEqual([1, '']);
      expect(error).toMatch(
        /^The configuration does not fit:\n {2}(--customer|--staff|arguments|LOG_LEVEL): /,
      );
      expect(error).not.toContain('    at ');
    }
  });
});
