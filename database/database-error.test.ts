import { describe, expect, it } from 'vitest';
import { AppError } from '../platform/errors.js';
import { toDatabaseError } from './database-error.js';

const withCode = (code: string) => Object.assign(new Error('from the driver'), { code });

describe('an error of the driver', () => {
  it.each(['ECONNREFUSED', 'ENOENT', 'ECONNRESET', '08006', '57P01', '53300', '25P03', '40001', '40P01'])(
    '%s means that the database is not available',
    (code) => {
      expect(toDatabaseError(withCode(code))).toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 });
    },
  );

  it.each(['Connection terminated unexpectedly', 'timeout exceeded when trying to connect'])(
    '"%s" means that too, though it has no code',
    (message) => {
      expect(toDatabaseError(new Error(message))).toMatchObject({ code: 'unavailable' });
    },
  );

  it('about a statement that took too long is a deadline', () => {
    expect(toDatabaseError(withCode('57014'))).toMatchObject({ code: 'deadline-exceeded' });
  });

  it('about the statement itself is left as it is, and so is everything else', () => {
    const unique = withCode('23505');
    const own = new AppError('not-found', 'No such order.');
    expect(toDatabaseError(unique)).toBe(unique);
    expect(toDatabaseError(own)).toBe(own);
    expect(toDatabaseError('text')).toBe('text');
  });

  it('is never told to the caller in the words of the driver', () => {
    const told = toDatabaseError(withCode('ECONNREFUSED'));
    expect(told instanceof AppError && told.message).not.toContain('from the driver');
  });
});
