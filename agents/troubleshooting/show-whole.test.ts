import { describe, expect, it } from 'vitest';
import { showWhole } from './show-whole.js';

const passage = (text: string, more = {}) => ({
  ...{
    id: 'mend.2',
    documentId: 'mend',
    title: 'Mend > Steps',
    kind: 'guide' as const,
    product: null,
    score: 1,
  },
  text,
  ...more,
});

describe('a passage as it is shown', () => {
  it('has the steps that were cut off it, each part with its own citation', () => {
    const middle = passage('3. Press it.\n4. Wait.', {
      before: { id: 'mend.1', text: '1. Open it.\n2. Clean it.' },
      after: { id: 'mend.3', text: '5. Close it.' },
    });
    const shown = showWhole(middle, 'mend it');
    expect(shown.match(/\[mend\.\d\]/g)).toEqual(['[mend.1]', '[mend.2]', '[mend.3]']);
    expect(shown.match(/^\d\./gm)).toEqual(['1.', '2.', '3.', '4.', '5.']);
  });

  it('has nothing of what only stands beside it', () => {
    const beside = {
      before: { id: 'mend.1', text: 'Before.' },
      after: { id: 'mend.3', text: '1. Another list.' },
    };
    expect(showWhole(passage('1. Open it.', beside), 'mend it')).toBe('1. Open it. [mend.2]');
  });
});
