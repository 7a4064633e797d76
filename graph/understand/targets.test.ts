import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../../agents/registry.js';
import { average, bestOf, replyOf, targetOf, toReading } from './targets.js';
import { weighContext } from './weigh-context.js';

describe('who answers a class', () => {
  it.each([
    ['order-management/track-order', 'order-management'],
    ['supervisor/greeting', 'supervisor/greeting'],
    ['supervisor/feedback', 'supervisor/person'],
    ['supervisor/business', 'supervisor/out-of-scope'],
  ])('%s: %s', (intent, target) => expect(targetOf(intent)).toBe(target));

  it('is one and the same agent for all rules of the shop, and one that exists', () => {
    const owners = ['order-management/delivery-rules', 'troubleshooting/shop-policy'].map(targetOf);
    expect(new Set(owners).size).toBe(1);
    expect(AGENT_CARDS.map(({ id }) => id)).toContain(owners[0]);
  });

  it('is a reply for the supervisor alone, and an unclear one for kinds without words', () => {
    expect(replyOf('troubleshooting')).toBeUndefined();
    expect(replyOf('supervisor/person')).toBe('person');
    expect(replyOf('supervisor/juggling')).toBe('unclear');
  });
});

describe('a reading', () => {
  const reading = toReading([
    { intent: 'supervisor/greeting', score: 0.4 },
    { intent: 'order-management/track-order', score: 0.35 },
    { intent: 'order-management/cancel-order', score: 0.25 },
  ]);

  it('prefers an agent whose classes together are likelier than any one class', () => {
    expect(bestOf(reading)).toEqual({
      target: 'order-management',
      score: 0.6,
      intent: 'order-management/track-order',
    });
  });

  it('of nothing is unclear', () => {
    expect(bestOf(new Map())).toMatchObject({ target: 'supervisor/unclear', score: 0 });
  });

  it('is averaged with another over the targets of both', () => {
    const other = toReading([{ intent: 'troubleshooting/how-to', score: 1 }]);
    expect(bestOf(average(reading, other))).toMatchObject({ target: 'troubleshooting', score: 0.5 });
  });

  it('still sums to 1 when it is weighed by its conversation', () => {
    const weighed = weighContext(reading, 'and that one?', { lastAgent: 'personalization', awaiting: null });
    expect([...weighed.values()].reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 9);
    expect(weighed.get('personalization')?.score).toBeGreaterThan(0.2);
  });

  it('is left alone at the beginning of a conversation', () => {
    const weighed = weighContext(reading, 'where is it', { lastAgent: null, awaiting: null });
    expect(bestOf(weighed).score).toBeCloseTo(0.6, 9);
  });
});
