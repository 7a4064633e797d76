import { describe, expect, it } from 'vitest';
import { fuseEvidence } from './fuse-evidence.js';
import type { RankedProduct } from './product-search-store.js';
import { rankCandidates } from './rank-candidates.js';
import type { Candidate, Taste } from './recommendation-store.js';

function ranked(id: string, more: Partial<RankedProduct>): RankedProduct {
  return { id, score: 0, cosine: null, matched: [], fits: true, total: 1, ...more };
}

function candidate(id: string, more: Partial<Candidate>): Candidate {
  return {
    id,
    category: id,
    brand: 'Testa',
    consumable: false,
    worksWith: null,
    sameCategory: 0,
    similarity: 0,
    ratingAverage: null,
    ratingCount: 0,
    ...more,
  };
}

const seed = { id: 'seed', name: 'Seed', category: 'lamp', brand: 'Testa', weight: 1 };
const taste: Taste = { seeds: [seed], owned: [], preferences: [{ key: 'brand', value: 'Quietly' }] };

describe('fuseEvidence', () => {
  const word = ranked('word', { score: 9, matched: [0] });
  const meaning = ranked('meaning', { cosine: 0.8 });

  it('lets words lead when a product has most of them', () => {
    expect(fuseEvidence([meaning, word], 1).map((product) => product.id)).toEqual(['word', 'meaning']);
  });

  it('lets meaning lead when hardly a word was found', () => {
    expect(fuseEvidence([word, meaning], 5).map((product) => product.id)).toEqual(['meaning', 'word']);
  });

  it('never puts what does not fit before what does', () => {
    const unfit = ranked('unfit', { score: 99, cosine: 1, matched: [0], fits: false });
    expect(fuseEvidence([unfit, meaning], 1).at(-1)?.id).toBe('unfit');
  });
});

describe('rankCandidates', () => {
  it('recommends from a product only what works with it, is of its kind or is preferred', () => {
    const found = rankCandidates(
      [
        candidate('popular', { ratingAverage: 5, ratingCount: 50, similarity: 0.9 }),
        candidate('same', { sameCategory: 1 }),
        candidate('part', { worksWith: 'Seed' }),
        candidate('liked', { brand: 'Quietly' }),
      ],
      { taste, kind: 'product' },
    );
    expect(found.map(({ id }) => id)).toEqual(['part', 'same', 'liked']);
    expect(found[0]?.why).toEqual(['works with the Seed']);
  });

  it('does not sell a second one to its owner, unless it is used up', () => {
    const ids = (kind: 'profile' | 'browsing') =>
      rankCandidates(
        [
          candidate('another', { sameCategory: 1 }),
          candidate('refill', { sameCategory: 1, consumable: true }),
          candidate('other', {}),
        ],
        { taste, kind },
      ).map(({ id }) => id);
    expect(ids('profile')).toEqual(['refill', 'other', 'another']);
    expect(ids('browsing').at(-1)).toBe('other');
  });

  it('offers a choice: at most two of one kind', () => {
    const many = ['a', 'b', 'c'].map((id) => candidate(id, { category: 'lamp' }));
    expect(rankCandidates(many, { taste, kind: 'browsing' })).toHaveLength(2);
    expect(
      rankCandidates(
        many.map((one) => ({ ...one, sameCategory: 1 })),
        { taste, kind: 'product' },
      ),
    ).toHaveLength(3);
  });

  it('praises a rating only when it is good and rests on several', () => {
    const why = (ratingAverage: number, ratingCount: number) =>
      rankCandidates([candidate('x', { ratingAverage, ratingCount })], { taste, kind: 'profile' })[0]?.why;
    expect(why(4.5, 3)).toEqual(['rated 4.5 of 5 by 3 customers']);
    expect(why(3.9, 30)).toEqual(['in stock now']);
    expect(why(5, 2)).toEqual(['in stock now']);
  });

  it('never gives browsing away', () => {
    const found = rankCandidates([candidate('part', { worksWith: 'Seed', sameCategory: 1 })], {
      taste,
      kind: 'browsing',
    });
    expect(JSON.stringify(found)).not.toContain('Seed');
  });
});
