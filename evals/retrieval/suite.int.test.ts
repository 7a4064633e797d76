import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startBedrockServer } from '../../tests/helpers/bedrock-server.js';
import { suite } from './suite.js';

const CORPUS = [
  { id: 'Doc_1', title: 'Kettle', text: 'Descale the kettle with citric acid once a month.' },
  { id: 'doc-1', title: 'Printer', text: 'Pull the jammed paper out of the printer slowly.' },
  { id: 'doc 2', title: 'Lamp', text: 'The lamp flickers when its bulb is loose.' },
];
const QUERIES = [
  { id: 'a', text: 'how do i descale my kettle', relevant: ['Doc_1'], kind: 'normal' },
  { id: 'b', text: 'paper jammed in the printer', relevant: ['doc-1'], kind: 'normal' },
  { id: 'c', text: 'who won the election', relevant: ['doc-99'], kind: 'normal' },
];

let folder: string;
const said: unknown[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'retrieval-'));
  said.length = 0;
  vi.spyOn(console, 'log').mockImplementation((...args) => void said.push(...args));
  vi.spyOn(console, 'table').mockImplementation((rows) => void said.push(rows));
  await writeFile(file('c.jsonl'), CORPUS.map((record) => JSON.stringify(record)).join('\n'));
  await writeFile(file('q.jsonl'), QUERIES.map((record) => JSON.stringify(record)).join('\n'));
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const file = (name: string) => join(folder, name);
const args = () => [
  '--corpus',
  file('c.jsonl'),
  '--queries',
  file('q.jsonl'),
  '--predictions',
  file('o.jsonl'),
];

async function readPredictions(): Promise<{ id: string; ranked: string[]; band: string }[]> {
  const text = await readFile(file('o.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the retrieval suite', () => {
  it('writes what it found for a corpus of others under the ids of that corpus', async () => {
    expect(await suite.run(args())).toBe(0);
    const predictions = await readPredictions();
    expect(predictions.map(({ id, ranked }) => [id, ranked[0]])).toEqual([
      ['a', 'Doc_1'],
      ['b', 'doc-1'],
      ['c', expect.anything()],
    ]);
    for (const { band } of predictions) expect(['strong', 'weak', 'none']).toContain(band);
    expect(said).toContainEqual({ abstention: expect.objectContaining({ answerable: 2, unanswerable: 1 }) });
  }, 60_000);

  it('does the same with Titan', async () => {
    const bedrock = await startBedrockServer(() => ({}));
    vi.stubEnv('AWS_ENDPOINT_URL_BEDROCK_RUNTIME', bedrock.url);
    vi.stubEnv('AWS_REGION', 'eu-west-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    try {
      expect(await suite.run([...args(), '--embedder', 'titan'])).toBe(0);
    } finally {
      await bedrock.close();
    }
    expect(bedrock.requests.map(({ body }) => body.inputText)).toContain('paper jammed in the printer');
    expect((await readPredictions())[0]?.ranked[0]).toBe('Doc_1');
  }, 60_000);

  it('wants corpus and queries together', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    expect(await suite.run(['--corpus', file('c.jsonl')])).toBe(1);
  });
});
