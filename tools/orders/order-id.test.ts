import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderIdCandidates } from './order-id.js';

describe('orderIdCandidates', () => {
  it.each([
    'SB-100123',
    'sb-100123',
    '#sb 100123',
    'SB100123',
    '100123',
    ' # 100123 ',
    'order SB 100123',
    'Sb_100123',
  ])('reads %j as the order that is meant', (typed) =>
    expect(orderIdCandidates(typed)).toContain('SB-100123'),
  );

  it('never widens a part of a number to a whole one', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,5}$|^\d{7,9}$/), (digits) => {
        expect(orderIdCandidates(digits).every((id) => !id.startsWith('SB-'))).toBe(true);
      }),
    );
  });

  it('keeps ids of another form as they were typed', () => {
    expect(orderIdCandidates('#W1000123')).toContain('W1000123');
  });

  it('gives nothing for nothing', () => {
    expect(orderIdCandidates(' # ')).toEqual([]);
  });
});
