import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { loadAgent } from '../agents/load-agent.js';
import { AGENT_CARDS } from '../agents/registry.js';
import { Settings } from '../platform/settings.js';
import { writtenDocuments } from '../scripts/written-documents.js';
import { filesBelow, ROOT } from './source-files.js';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const AGENT_IDS = AGENT_CARDS.map(({ id }) => id);
const SERVICES = ['supervisor', ...AGENT_IDS];
const MARKDOWN = [...filesBelow('docs', '.md'), 'README.md', 'CONTRIBUTING.md'];
const documents = await writtenDocuments();

describe('what documents say', () => {
  it.each(documents)('$path is what the code says (npm run docs)', async ({ path, build }) => {
    const stored = read(path);
    expect(stored).toBe(await build(stored));
  });

  it.each(MARKDOWN)('%s names only paths that exist', (path) => {
    const named = [...read(path).matchAll(/`((?:[a-z0-9.-]+\/)+[A-Za-z0-9._-]*)`/g)].map(
      (match) => match[1] ?? '',
    );
    const paths = named.filter((each) => existsSync(join(ROOT, each.split('/')[0] ?? '')));
    expect(paths.filter((each) => !existsSync(join(ROOT, each)))).toEqual([]);
  });

  it.each(MARKDOWN)('%s names only npm scripts that exist', (path) => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')));
    const named = [...read(path).matchAll(/npm (?:run (?:-s )?)([a-z:-]+)/g)].map((match) => match[1] ?? '');
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  it('the README stays short', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150);
  });
});

describe('one name everywhere', () => {
  it('every agent has a folder, a loader, an image, a compose service and a role in the settings', async () => {
    const dockerfile = [...read('Dockerfile').matchAll(/ AS ([a-z-]+)$/gm)].map((match) => match[1]);
    const compose = z
      .object({ services: z.record(z.string(), z.unknown()) })
      .parse(parse(read('docker-compose.yml')));
    expect(dockerfile.filter((name) => !['packages', 'base', 'setup'].includes(name ?? ''))).toEqual(
      SERVICES,
    );
    expect(Object.keys(compose.services).filter((name) => !['database', 'setup'].includes(name))).toEqual(
      SERVICES,
    );
    for (const id of AGENT_IDS) {
      expect(existsSync(join(ROOT, 'agents', id, 'main.ts')), id).toBe(true);
      expect((await loadAgent(id)).card.id).toBe(id);
      expect(Object.keys(Settings.shape)).toContain(`${id.toUpperCase().replaceAll('-', '_')}_URL`);
    }
  });

  it('langgraph.json points at a graph that is there', () => {
    const { graphs } = z
      .object({ graphs: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('langgraph.json')));
    for (const target of Object.values(graphs)) {
      const [file = '', name = ''] = target.split(':');
      expect(read(file)).toMatch(new RegExp(`^export const ${name}\\b`, 'm'));
    }
  });
});
