import { describe, expect, it } from 'vitest';
import { readBearer, requireBearer } from './bearer.js';

describe('readBearer', () => {
  it('reads the token in any case of the scheme', () => {
    expect(readBearer('Bearer a.b.c')).toBe('a.b.c');
    expect(readBearer('bearer  a.b.c')).toBe('a.b.c');
  });

  it('knows no header from a wrong one', () => {
    expect(readBearer(undefined)).toBeUndefined();
    for (const header of [
      '',
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      'Bearer a b',
      'Bearer a\u0000',
      `Bearer ${'a'.repeat(5_000)}`,
    ]) {
      expect(() => readBearer(header), header.slice(0, 20)).toThrow(
        expect.objectContaining({ code: 'unauthenticated' }),
      );
    }
  });
});

describe('requireBearer', () => {
  it('refuses to go on without a token', () => {
    expect(requireBearer('Bearer a.b.c')).toBe('a.b.c');
    expect(() => requireBearer(undefined)).toThrow(expect.objectContaining({ code: 'unauthenticated' }));
  });
});
