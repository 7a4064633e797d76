import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelOrder } from '../orders/cancel-order.js';
import { modifyOrderAddress } from '../orders/modify-order-address.js';
import { reportProblem } from '../orders/report-problem.js';
import { commitRequest, propose } from '../testing/commit.js';
import { decide } from '../testing/decide.js';
import { openShop, type Shop } from '../testing/shop.js';
import type { ToolContext } from '../tool.js';
import { commitAction } from './commit-action.js';

let shop: Shop;
let ada: ToolContext;
beforeAll(async () => {
  shop = await openShop();
  ada = shop.contextOf('switchboard_order_management', 'CA');
});
beforeEach(() => shop.reset());
afterAll(() => shop.close());

const inTurn = (turnId: string, requestId = 'r1'): ToolContext => ({ ...ada, turnId, requestId });
const cancel = (reason: string, context: ToolContext) =>
  propose(cancelOrder, { order_id: 'SB-100001', reason }, context);
async function standing(): Promise<Record<string, string>> {
  const { rows } = await shop.pool.query('select id, status, code, replaced_by from action_proposals');
  return Object.fromEntries(
    rows.map(({ id, status, code, replaced_by }) => [
      id,
      [status, code, replaced_by].filter(Boolean).join(' '),
    ]),
  );
}

describe('a correction', () => {
  it('takes the place of what was offered, which can then be neither decided nor carried out', async () => {
    const first = await cancel('no longer needed', inTurn('t1'));
    await decide(shop, first.id, { steps: ['offered'] });
    const second = await cancel('ordered by mistake', inTurn('t2'));
    expect(second.replaces).toEqual([first.id]);
    expect(await standing()).toEqual({
      [first.id]: `withdrawn replaced ${second.id}`,
      [second.id]: 'proposed',
    });
    await expect(decide(shop, first.id, { steps: ['confirmed'] })).rejects.toThrow('does not go from');
    await expect(commitAction(commitRequest(cancelOrder, first.id, ada))).rejects.toThrow(
      'replaced by a newer',
    );
  });

  it('says the same of what it replaced when it is asked for again', async () => {
    const first = await cancel('no longer needed', inTurn('t1'));
    const second = await cancel('ordered by mistake', inTurn('t2'));
    expect(await cancel('ordered by mistake', inTurn('t2'))).toEqual(second);
    expect((await standing())[first.id]).toContain('withdrawn');
  });

  it('can be corrected back, also within one request', async () => {
    const first = await cancel('no longer needed', inTurn('t1'));
    const second = await cancel('ordered by mistake', inTurn('t1'));
    const third = await cancel('no longer needed', inTurn('t1'));
    expect(new Set([first.id, second.id, third.id]).size).toBe(3);
    expect(third).toMatchObject({ argsHash: first.argsHash, replaces: [second.id] });
    expect((await standing())[third.id]).toBe('proposed');
  });

  it.each<['confirmed' | 'declined']>([['confirmed'], ['declined']])(
    'leaves alone what is %s',
    async (end) => {
      const first = await cancel('no longer needed', inTurn('t1'));
      await decide(shop, first.id, { steps: ['offered', end] });
      const second = await cancel('ordered by mistake', inTurn('t2'));
      expect(second.replaces).toBeUndefined();
      expect((await standing())[first.id]).toBe(end);
    },
  );

  it('is none in another conversation, with another tool, or in another request of the same message', async () => {
    const first = await cancel('no longer needed', inTurn('t1'));
    await cancel('ordered by mistake', { ...inTurn('t2'), sessionId: 'another' });
    await cancel('ordered by mistake', inTurn('t1', 'r2'));
    const address = { line1: '9 New Road', city: 'Elsewhere', region: 'TX', postal_code: '73301' };
    await propose(modifyOrderAddress, { order_id: 'SB-100001', address }, inTurn('t3'));
    expect((await standing())[first.id]).toBe('proposed');
  });

  it('concerns what is wrong with one item, not with another', async () => {
    const report = (item: string, wish: string | undefined, context: ToolContext) =>
      propose(
        reportProblem,
        { order_id: 'SB-100003', kind: 'damaged', items: [item], wish, description: 'It is broken.' },
        context,
      );
    const first = await report('10000002', 'refund', inTurn('t1'));
    const other = await report('10000006', 'refund', inTurn('t2'));
    const corrected = await report('10000002', 'replacement', inTurn('t3'));
    expect(other.replaces).toBeUndefined();
    expect(corrected.replaces).toEqual([first.id]);
  });
});
