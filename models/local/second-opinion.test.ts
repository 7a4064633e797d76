import { describe, expect, it } from 'vitest';
import type { IntentClassifier } from './intent-classifier.js';
import { withSecondOpinion } from './second-opinion.js';

function fixed(scores: Readonly<Record<string, number>>): IntentClassifier {
  const ranked = Object.entries(scores).map(([intent, score]) => ({ intent, score }));
  return { rank: async () => ranked, ready: async () => {} };
}

const own = fixed({ track: 0.5, cancel: 0.4, chat: 0.1 });
const sumOf = (ranked: readonly { score: number }[]) => ranked.reduce((sum, { score }) => sum + score, 0);

describe('a second opinion', () => {
  it('turns a close choice where the router is sure, and keeps the sum of 1', async () => {
    const router = fixed({ 'orders/cancel': 0.9, 'orders/track': 0.05, 'supervisor/greeting': 0.05 });
    const ranked = await withSecondOpinion(own, router, 'orders').rank('whatever');
    expect(ranked[0]).toMatchObject({ intent: 'cancel' });
    expect(sumOf(ranked)).toBeCloseTo(1);
  });

  it('counts for nothing where the router takes the text for somebody else, or knows other intents', async () => {
    const router = fixed({ 'shop/cancel': 0.7, 'orders/unheard-of': 0.3 });
    expect(await withSecondOpinion(own, router, 'orders').rank('whatever')).toEqual(
      await own.rank('whatever'),
    );
  });

  it('is done without when the router cannot be asked', async () => {
    const router: IntentClassifier = {
      rank: () => Promise.reject(new Error('no weights')),
      ready: async () => {},
    };
    expect(await withSecondOpinion(own, router, 'orders').rank('whatever')).toEqual(
      await own.rank('whatever'),
    );
  });
});
