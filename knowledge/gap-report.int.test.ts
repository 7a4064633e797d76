import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/testing.js';
import { loadGapReport } from './gap-report.js';

const DAY = (day: number) => new Date(Date.UTC(2026, 5, day));

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.pool.query('truncate knowledge_gaps');
  await add('1', 'My e-scooter brakes!', null, 'none', 10);
  await add('2', 'my e scooter brakes', null, 'weak', 12);
  await add('3', 'my e scooter brakes', 'router', 'none', 13);
  await add('4', 'long ago', null, 'none', 1);
});

const add = (id: string, query: string, product: string | null, evidence: string, day: number) =>
  test.pool.query('insert into knowledge_gaps values ($1, $2, $3, $4, $5)', [
    id,
    query,
    product,
    evidence,
    DAY(day),
  ]);

describe('loadGapReport', () => {
  it('counts the same question once, whatever its case and signs, and keeps products apart', async () => {
    const gaps = await loadGapReport(test.database('switchboard_ingest'), DAY(5));
    expect(
      gaps.map(({ product, evidence, times, lastAsked }) => ({ product, evidence, times, lastAsked })),
    ).toEqual([
      { product: null, evidence: 'none', times: 2, lastAsked: DAY(12) },
      { product: 'router', evidence: 'none', times: 1, lastAsked: DAY(13) },
    ]);
  });

  it('gives no more than asked for', async () => {
    expect(await loadGapReport(test.database('switchboard_ingest'), DAY(1), 1)).toHaveLength(1);
  });

  it('is for the agent that makes it and for no other', async () => {
    await expect(loadGapReport(test.database('switchboard_troubleshooting'), DAY(1))).resolves.toBeDefined();
    await expect(loadGapReport(test.database('switchboard_personalization'), DAY(1))).rejects.toThrow();
  });
});
