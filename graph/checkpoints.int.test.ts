import { emptyCheckpoint } from '@langchain/langgraph-checkpoint';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { createCheckpoints, setUpCheckpoints } from './checkpoints.js';

const WORDS = 'please send it to Wagon Lane 7';

let database: TestDatabase;
let warnings: Record<string, unknown>[];
beforeAll(async () => {
  database = await openTestDatabase();
  await setUpCheckpoints(database.pool);
});
afterAll(() => database.close());
beforeEach(async () => {
  warnings = [];
  const tables = ['checkpoints', 'checkpoint_blobs', 'checkpoint_writes'];
  await database.pool.query(`truncate ${tables.map((table) => `checkpoints.${table}`).join(', ')}`);
});

const checkpointsOf = (secret: string) =>
  createCheckpoints(database.pool, {
    secret,
    logger: { warn: (fields: unknown) => void warnings.push(Object(fields)) },
  }).saver;

/** A checkpoint with a pending write, as a run that was interrupted leaves it. */
async function put(secret: string, words = WORDS) {
  const saver = checkpointsOf(secret);
  const checkpoint = {
    ...emptyCheckpoint(),
    channel_values: { message: words, raw: new TextEncoder().encode(words) },
    channel_versions: { message: 1, raw: 1 },
  };
  const metadata = { source: 'loop' as const, step: 1, parents: {} };
  const versions = { message: 1, raw: 1 };
  const config = { configurable: { thread_id: 's1', checkpoint_ns: '' } };
  const put = await saver.put(config, checkpoint, metadata, versions);
  await saver.putWrites(put, [['answer', { said: words }]], 'task');
}

const read = (secret: string) => checkpointsOf(secret).getTuple({ configurable: { thread_id: 's1' } });

/** Every column of every checkpoint table, bytes decoded. */
async function dump(): Promise<string> {
  const tables = ['checkpoints', 'checkpoint_blobs', 'checkpoint_writes'];
  const results = await Promise.all(
    tables.map((table) => database.pool.query(`select * from checkpoints.${table}`)),
  );
  return results
    .flatMap(({ rows }) => rows.flatMap((row) => Object.values(row)))
    .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : JSON.stringify(value)))
    .join('\n');
}

describe('checkpoints', () => {
  it('come back as they were put, and hold nothing in clear', async () => {
    await put('one secret');
    const tuple = await read('one secret');
    expect(tuple?.checkpoint.channel_values.message).toBe(WORDS);
    expect(Buffer.from(Object(tuple?.checkpoint.channel_values.raw)).toString()).toBe(WORDS);
    expect(tuple?.pendingWrites).toEqual([['task', 'answer', { said: WORDS }]]);
    expect(tuple?.metadata).toMatchObject({ source: 'loop', step: 1 });
    const dumped = await dump();
    expect(dumped).toContain('sealed+json');
    expect(dumped).toContain('"source":"loop"');
    expect(dumped).not.toContain('Wagon');
  });

  it('are sealed differently each time', async () => {
    await put('one secret');
    const { rows: first } = await database.pool.query('select blob from checkpoints.checkpoint_blobs');
    await put('one secret');
    const { rows: second } = await database.pool.query('select blob from checkpoints.checkpoint_blobs');
    expect(second).toHaveLength(first.length);
    for (const { blob } of second) {
      expect(first.some((before) => Buffer.from(before.blob).equals(blob))).toBe(false);
    }
  });

  it.each([
    ['of another secret', 'select 1'],
    [
      'that was damaged',
      'update checkpoints.checkpoint_blobs set blob = set_byte(blob, length(blob) - 1, 255 - get_byte(blob, length(blob) - 1))',
    ],
    [
      'whose type was changed',
      "update checkpoints.checkpoint_blobs set type = 'sealed+bytes' where type = 'sealed+json'",
    ],
    ['of an unknown version', 'update checkpoints.checkpoint_blobs set blob = set_byte(blob, 0, 9)'],
    [
      'that somebody wrote in clear',
      `update checkpoints.checkpoint_blobs set type = 'json', blob = '"forged"'`,
    ],
  ])('count as none, with a line in the log, when there is one %s', async (what, statement) => {
    await put('one secret');
    await database.pool.query(statement);
    const secret = what === 'of another secret' ? 'another secret' : 'one secret';
    expect(await read(secret)).toBeUndefined();
    expect(warnings).toEqual([{ sessionId: 's1', reason: expect.stringMatching(/^The checkpoint is/) }]);
  });

  it('begin anew over one that cannot be opened', async () => {
    await put('one secret', 'before');
    await put('another secret', 'after');
    expect((await read('another secret'))?.checkpoint.channel_values.message).toBe('after');
  });

  it('of versions that did not seal them are deleted by the setup, and sealed ones stay', async () => {
    await put('one secret');
    await database.pool.query(`
      insert into checkpoints.checkpoints (thread_id, checkpoint_id, checkpoint, metadata) values ('old', '1', '{}', '{}');
      insert into checkpoints.checkpoint_blobs (thread_id, channel, version, type, blob)
        values ('old', 'message', '1', 'json', '"clear"');
      insert into checkpoints.checkpoint_writes (thread_id, checkpoint_id, task_id, idx, channel, type, blob)
        values ('old', '1', 't', 0, 'message', 'json', '"clear"')`);
    await setUpCheckpoints(database.pool);
    expect(await dump()).not.toContain('"old"');
    expect((await read('one secret'))?.checkpoint.channel_values.message).toBe(WORDS);
  });
});
