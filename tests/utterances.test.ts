import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findClassifiers } from '../scripts/find-classifiers.js';
import { filesBelow, ROOT } from './source-files.js';

/** Shorter wordings ("thanks", "where is it") are everybody's. */
const LEAST_WORDS = 4;

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

const classifiers = await findClassifiers();
const trainedOn = new Set(
  classifiers.flatMap(({ intents }) => intents.flatMap(({ examples }) => examples.map(wordsOf))),
);

/** What customers say in evaluations and in conversations from end to end; but for jokes and the like, which nobody looks up. */
function measuredWith(): { path: string; text: string }[] {
  const records = filesBelow('evals', '.jsonl').flatMap((path) =>
    read(path)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
      .filter(({ expect: expected }) => expected !== 'abstain')
      .map(({ text }) => ({ path, text: String(text) })),
  );
  const said = filesBelow('tests/e2e', '.ts').flatMap((path) =>
    [...read(path).matchAll(/\bsay: (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g)].map((match) => ({
      path,
      text: (match[1] ?? match[2] ?? '').replaceAll("\\'", "'"),
    })),
  );
  return [...records, ...said];
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

describe('what is measured with', () => {
  it('is found', () => expect(measuredWith().length).toBeGreaterThan(200));

  it('is nothing that the classifiers were trained on', () => {
    const both = measuredWith()
      .filter(({ text }) => wordsOf(text).split(' ').length >= LEAST_WORDS)
      .filter(({ text }) => trainedOn.has(wordsOf(text)));
    expect(both).toEqual([]);
  });
});
