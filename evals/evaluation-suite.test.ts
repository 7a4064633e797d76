import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findSuites } from './evaluation-suite.js';

describe('the suites', () => {
  it('are found by their folders and named like nothing else', async () => {
    const names = (await findSuites()).map(({ name }) => name);
    expect(names).toContain('routing');
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuse a file that is none', async () => {
    const folder = await mkdtemp(join(import.meta.dirname, '.suite-'));
    try {
      await writeFile(join(folder, 'suite.ts'), 'export const suite = { name: "nothing" };\n');
      await expect(findSuites(pathToFileURL(`${folder}/`))).rejects.toThrow('exports no suite');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
