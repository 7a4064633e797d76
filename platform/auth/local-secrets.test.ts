import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readOrCreateLocalSecrets } from './local-secrets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-secrets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('readOrCreateLocalSecrets', () => {
  it('makes two secrets once, in a file for its owner alone, and leaves nothing else', () => {
    const made = readOrCreateLocalSecrets(join(folder, 'data'));
    expect(readOrCreateLocalSecrets(join(folder, 'data'))).toEqual(made);
    expect(made.sessionToken).not.toBe(made.customerToken);
    expect(made.sessionToken).toMatch(/^[\w-]{43}$/);
    expect(readdirSync(join(folder, 'data'))).toEqual(['secrets.json']);
    expect(statSync(join(folder, 'data', 'secrets.json')).mode & 0o077).toBe(0);
    expect(readOrCreateLocalSecrets(join(folder, 'other'))).not.toEqual(made);
  });

  it('says so instead of replacing a file that it cannot read', () => {
    writeFileSync(join(folder, 'secrets.json'), '{"sessionToken":"short"}');
    expect(() => readOrCreateLocalSecrets(folder)).toThrow();
    writeFileSync(join(folder, 'secrets.json'), 'not json');
    expect(() => readOrCreateLocalSecrets(folder)).toThrow();
  });
});
