import { describe, expect, it } from 'vitest';
import { ApiError } from './caller.js';
import { problemOf } from './problem-of.js';

describe('problemOf', () => {
  it('has something to show for whatever was thrown', () => {
    expect(problemOf(new TypeError('undefined is not a function'))).toMatchObject({ code: 'page-fault' });
    const problem = { type: 'about:blank', title: 'Busy', status: 503, code: 'unavailable', detail: 'Soon.' };
    expect(problemOf(new ApiError(problem, undefined))).toEqual(problem);
    expect(problemOf(new ApiError(problem, 5)).detail).toBe('Soon. Try again in 5 s.');
  });
});
