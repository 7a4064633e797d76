import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './cursor.js';

describe('cursor', () => {
  it('comes back as it went', () => {
    const position = { at: new Date('2026-06-01T10:00:00.123Z'), id: 'SB-100001' };
    expect(decodeCursor(encodeCursor(position))).toEqual(position);
  });

  it.each(['', 'nonsense', Buffer.from('2026-99-99T10:00:00Z SB-1').toString('base64url')])(
    'means the first page when it is %j',
    (token) => expect(decodeCursor(token)).toBeUndefined(),
  );
});
