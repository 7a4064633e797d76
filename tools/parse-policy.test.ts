import { describe, expect, it } from 'vitest';
import { parsePolicy } from './parse-policy.js';
import { DEFAULT_POLICY } from './policy-settings.js';

describe('parsePolicy', () => {
  it('changes what is given, field by field, and leaves the rest', () => {
    expect(parsePolicy('{}')).toEqual(DEFAULT_POLICY);
    expect(parsePolicy('{"returnWindowDays":14,"goodwill":{"onceCents":500}}')).toEqual({
      ...DEFAULT_POLICY,
      returnWindowDays: 14,
      goodwill: { ...DEFAULT_POLICY.goodwill, onceCents: 500 },
    });
  });

  it.each<[string, RegExp]>([
    ['{', /POLICY: use JSON/],
    ['[]', /POLICY: /],
    ['{"returnWindowDay":14}', /POLICY: .*returnWindowDay/],
    ['{"returnWindowDays":"14"}', /POLICY\.returnWindowDays: /],
    ['{"proposalMinutes":0}', /POLICY\.proposalMinutes: /],
    ['{"goodwill":{"percentOfOrder":101}}', /POLICY\.goodwill\.percentOfOrder: /],
    ['{"refundBusinessDays":{"earliest":9}}', /POLICY\.refundBusinessDays: earliest is not after latest/],
    ['{"cancelReasons":[]}', /POLICY\.cancelReasons: /],
  ])('refuses %s and says what does not fit', (text, message) => {
    expect(() => parsePolicy(text)).toThrow(message);
  });
});
