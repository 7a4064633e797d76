import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadEnvFile } from './load-env-file.js';

const folder = mkdtempSync(join(tmpdir(), 'env-file-'));
afterEach(() => {
  delete process.env.SWITCHBOARD_TEST_NEW;
  delete process.env.SWITCHBOARD_TEST_SET;
});

describe('a .env file', () => {
  it('adds what is not set, and leaves what is', () => {
    const path = join(folder, '.env');
    writeFileSync(path, 'SWITCHBOARD_TEST_NEW=from-file\nSWITCHBOARD_TEST_SET=from-file\n');
    process.env.SWITCHBOARD_TEST_SET = 'from-outside';
    loadEnvFile(path);
    expect(process.env.SWITCHBOARD_TEST_NEW).toBe('from-file');
    expect(process.env.SWITCHBOARD_TEST_SET).toBe('from-outside');
    rmSync(folder, { recursive: true });
  });

  it('need not be there', () => {
    expect(() => loadEnvFile(join(folder, 'no-such-file'))).not.toThrow();
  });
});
