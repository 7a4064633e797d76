import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../agents/registry.js';
import { readSources, type SourceFile } from './source-files.js';

/** Who may import whom: the walls between the folders. `*` is everything. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  contract: [],
  platform: ['contract'],
  database: ['contract', 'platform'],
  models: ['contract', 'platform'],
  knowledge: ['contract', 'platform', 'database', 'models'],
  tools: ['contract', 'platform', 'database', 'knowledge', 'models/embedder.ts'],
  agents: ['contract', 'platform', 'database', 'models', 'knowledge', 'tools'],
  graph: ['contract', 'platform', 'database', 'models', 'agents/registry.ts'],
  web: ['contract', 'platform'],
};

/** Composition roots: they alone put parts of several folders together, open sockets and take over the process. */
const isRoot = (path: string): boolean =>
  !path.includes('/') || isMain(path) || /^scripts\/|^graph\/(?:studio|start-supervisor)\.ts$/.test(path);
/** `platform/run-main.ts` is what mains call; it is none itself. */
const isMain = (path: string): boolean =>
  /(?:^|\/)(?:[a-z-]*-)?main\.ts$/.test(path) && path !== 'platform/run-main.ts';
const isTest = (path: string): boolean =>
  /\.test\.ts$|(^|\/)testing(\.ts$|\/)|^(tests|evals|bench)\//.test(path);

/** The checks themselves, which spell out what they look for. */
const NAMES_BANS = new Set([
  'tests/architecture.test.ts',
  'tests/conform/rows/s12.ts',
  'tests/conform/static-bans.test.ts',
]);

const sources = readSources();
const product = sources.filter(({ path }) => !isTest(path));
const folderOf = (path: string): string => path.split('/')[0] ?? '';

describe('the architecture', () => {
  it('lets no folder import from above it', () => {
    const wrong = product.filter(({ path }) => !isRoot(path)).flatMap(upwardImports);
    expect(wrong).toEqual([]);
  });

  it('keeps the agents apart', () => {
    const ids = AGENT_CARDS.map(({ id }) => id);
    const agentOf = (path: string) => ids.find((id) => path.startsWith(`agents/${id}/`));
    const wrong = sources
      .filter(({ path }) => agentOf(path) !== undefined)
      .flatMap(({ path, imports }) =>
        imports
          .filter((target) => agentOf(target) !== undefined && agentOf(target) !== agentOf(path))
          .map((target) => `${path} -> ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it('has no import cycle', () => {
    expect(findCycle(sources)).toBeUndefined();
  });

  it('imports no main', () => {
    const wrong = sources.flatMap(({ path, imports }) =>
      imports.filter(isMain).map((target) => `${path} -> ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  it('reads the environment in one place', () => {
    expect(
      pathsWith(product, /\bprocess\.env\b/).filter(
        (path) => !['platform/config.ts', 'platform/load-env-file.ts'].includes(path),
      ),
    ).toEqual([]);
  });

  it('talks to Bedrock in one place', () => {
    const wrong = product.filter(
      ({ path, imports }) =>
        folderOf(path) !== 'models' && imports.some((target) => /^@langchain\/aws|^@aws-sdk/.test(target)),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it('calls nothing that is known to lose timers, connections or history', () => {
    const banned =
      /AbortSignal\.(?:any|timeout)\(|PostgresSaver\.fromConnString|retryMode: *['"]adaptive|\bDeltaChannel\b/;
    expect(pathsWith(sources, banned).filter((path) => !NAMES_BANS.has(path))).toEqual([]);
  });

  it('has no hole in its types', () => {
    const hole = /(?::|<|\bas) any\b|@ts-(?:ignore|nocheck)|as unknown as/;
    const code = sources.map((file) => ({ ...file, text: withoutComments(file.text) }));
    expect(pathsWith(code, hole).filter((path) => path !== 'tests/architecture.test.ts')).toEqual([]);
  });

  it('keeps files small: none over 300 lines, the median at most 80', () => {
    const lines = product
      .filter(({ path }) => !isData(path))
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .sort((left, right) => left.lines - right.lines);
    expect(lines.filter((file) => file.lines > 300)).toEqual([]);
    expect(lines[Math.floor(lines.length / 2)]?.lines).toBeLessThanOrEqual(80);
  });
});

const isData = (path: string): boolean => /utterances\.ts$|\/migrations\/|\/seed\//.test(path);

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

function upwardImports({ path, imports }: SourceFile): string[] {
  const folder = folderOf(path);
  const allowed = MAY_IMPORT[folder];
  if (allowed === undefined) return [];
  return imports
    .filter((target) => target.endsWith('.ts') && MAY_IMPORT[folderOf(target)] !== undefined)
    .filter(
      (target) =>
        folderOf(target) !== folder &&
        !allowed.some((open) => target === open || target.startsWith(`${open}/`)),
    )
    .map((target) => `${path} -> ${target}`);
}

function pathsWith(files: readonly SourceFile[], pattern: RegExp): string[] {
  return files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}

function findCycle(files: readonly SourceFile[]): string[] | undefined {
  const byPath = new Map(files.map((file) => [file.path, file.imports]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const target of byPath.get(path) ?? []) {
      const cycle = byPath.has(target) ? visit(target, [...trail, path]) : undefined;
      if (cycle !== undefined) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const path of byPath.keys()) {
    const cycle = visit(path, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
