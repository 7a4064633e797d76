import { beforeEach, describe, expect, it } from 'vitest';
import type { Identity } from '../../contract/identity.js';
import { NO_USAGE, type Usage } from '../../contract/usage.js';
import { type Allowances, createAllowances } from './allowances.js';

const limits = {
  turn: { modelCalls: 12, toolCalls: 20, tokens: 150_000 },
  day: { customerCents: 200, anonymousCents: 0 },
};
const ava: Identity = { level: 'verified', customerId: 'C1001' };
const turn = { identity: ava };
const routing: Usage = {
  ...NO_USAGE,
  modelCalls: 1,
  inputTokens: 1_500,
  outputTokens: 100,
  costMicros: 2_000,
};

let cost: number;
let reads: number;
let faults: unknown[];
let allowances: Allowances;
beforeEach(() => {
  [cost, reads, faults] = [0, 0, []];
  allowances = createAllowances({
    limits,
    store: {
      async add(_, usage) {
        cost += usage.costMicros;
      },
      async today() {
        reads += 1;
        if (Number.isNaN(cost)) throw new Error('no database');
        return cost;
      },
    },
    onFault: (error) => void faults.push(error),
  });
});

describe('what the requests of a turn may consume', () => {
  it('is shared between those that work at the same time, after what routing took', async () => {
    expect(await allowances.shareFor(turn, 1)).toEqual({ ...limits.turn, free: false });
    await allowances.spent(turn, routing);
    const share = await allowances.shareFor(turn, 2);
    expect(share).toEqual({ modelCalls: 5, toolCalls: 10, tokens: 74_200, free: false });
    expect(cost).toBe(2_000);
    expect((await allowances.shareFor({ ...turn }, 1)).modelCalls).toBe(12);
  });

  it('costs nothing once the limit of the day is reached, read once a turn', async () => {
    cost = 200 * 10_000;
    expect(await allowances.isSpent(turn)).toBe(true);
    expect((await allowances.shareFor(turn, 3)).free).toBe(true);
    expect(reads).toBe(1);
  });

  it('has no limit of the day where that is 0', async () => {
    cost = 1e12;
    expect(await allowances.isSpent({ identity: { level: 'anonymous' } })).toBe(false);
    expect(reads).toBe(0);
  });

  it('does not fail the turn when the database does not answer, and tells somebody', async () => {
    cost = Number.NaN;
    expect((await allowances.shareFor(turn, 1)).free).toBe(false);
    expect(faults).toHaveLength(1);
  });
});
