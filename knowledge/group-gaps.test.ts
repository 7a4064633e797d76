import { describe, expect, it } from 'vitest';
import type { Gap } from './gap-report.js';
import { draftHeading, groupGaps } from './group-gaps.js';
import { createWordEmbedder } from './testing.js';

const gap = (query: string, times: number, more: Partial<Gap> = {}): Gap => ({
  ...{ query, times, product: null, evidence: 'none', lastAsked: new Date('2026-05-01T00:00:00Z') },
  ...more,
});

describe('groupGaps', () => {
  it('puts questions of one meaning together, counts them and takes the most frequent for the heading', async () => {
    const groups = await groupGaps(
      [
        gap('is the kettle dishwasher safe', 5),
        gap('do you sell gift wrapping', 4),
        gap('kettle dishwasher safe?', 2, { evidence: 'weak', lastAsked: new Date('2026-06-01T00:00:00Z') }),
      ],
      createWordEmbedder(),
    );
    expect(groups).toEqual([
      {
        heading: 'Is the kettle dishwasher safe',
        evidence: 'weak',
        times: 7,
        lastAsked: '2026-06-01T00:00:00.000Z',
        questions: [
          { query: 'is the kettle dishwasher safe', times: 5 },
          { query: 'kettle dishwasher safe?', times: 2 },
        ],
      },
      expect.objectContaining({ heading: 'Do you sell gift wrapping', evidence: 'none', times: 4 }),
    ]);
  });

  it('keeps products apart, and nothing from nothing', async () => {
    const groups = await groupGaps(
      [
        gap('is it dishwasher safe', 2, { product: 'kettle' }),
        gap('is it dishwasher safe', 1, { product: 'blender' }),
      ],
      createWordEmbedder(),
    );
    expect(groups.map(({ product }) => product)).toEqual(['kettle', 'blender']);
    expect(await groupGaps([], createWordEmbedder())).toEqual([]);
  });
});

describe('draftHeading', () => {
  it.each([
    ['hi, can you help me: how do I descale it?', 'How do I descale it?'],
    ['  PLEASE tell me about   wrapping.. ', 'Tell me about wrapping'],
    ['hello', 'Hello'],
    [`why ${'very '.repeat(30)}long`, `Why ${'very '.repeat(15)}`.trim()],
  ])('makes a heading of "%s"', (query, heading) => {
    expect(draftHeading(query)).toBe(heading);
  });
});
