import { HTTPException } from 'hono/http-exception';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../contract/problem.js';
import { AppError } from '../errors.js';
import { ERROR_STATUS } from './error-status.js';
import { problemResponse, toProblem } from './problem.js';
import { toAppError } from './to-app-error.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('toProblem', () => {
  it('tells what an AppError says, with its status, its fields and the trace id', () => {
    const error = new AppError('invalid-input', 'The text is too long.', {
      details: [{ path: 'text', message: 'too long' }],
      cause: new Error('never sent'),
    });
    const problem = toProblem(error, TRACE_ID);
    expect(Problem.parse(problem)).toEqual({
      type: 'urn:switchboard:problem:invalid-input',
      title: 'Invalid input',
      status: 400,
      detail: 'The text is too long.',
      instance: TRACE_ID,
      code: 'invalid-input',
      errors: [{ path: 'text', message: 'too long' }],
    });
    expect(JSON.stringify(problem)).not.toContain('never sent');
  });

  it.each([new Error('secret'), 'secret', { message: 'secret' }, null, undefined])(
    'tells nothing of %j but that it is internal',
    (error) => {
      expect(toProblem(error, TRACE_ID)).toEqual({
        type: 'urn:switchboard:problem:internal',
        title: 'Internal error',
        status: 500,
        instance: TRACE_ID,
        code: 'internal',
      });
    },
  );

  it('is never cached and has the media type of problems', async () => {
    const response = problemResponse(toProblem(new AppError('conflict', 'Twice.'), TRACE_ID), {
      'x-more': '1',
    });
    expect([response.status, response.headers.get('x-more')]).toEqual([409, '1']);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ detail: 'Twice.' });
  });
});

describe('ERROR_STATUS', () => {
  it('has only statuses of errors', () => {
    for (const { status } of Object.values(ERROR_STATUS)) expect(status).toBeGreaterThanOrEqual(400);
  });
});

describe('toAppError', () => {
  it("puts the framework's errors into our words", () => {
    for (const [status, code] of [
      [400, 'bad-request'],
      [401, 'unauthenticated'],
      [413, 'payload-too-large'],
      [415, 'unsupported-media-type'],
    ] as const) {
      const error = toAppError(new HTTPException(status, { message: 'their words' }));
      expect(error).toMatchObject({ code });
      expect(error instanceof Error && error.message).not.toContain('their words');
    }
  });

  it('leaves every other error as it is', () => {
    const teapot = new HTTPException(418);
    const plain = new Error('x');
    expect(toAppError(teapot)).toBe(teapot);
    expect(toAppError(plain)).toBe(plain);
    expect(toAppError('text')).toBe('text');
  });
});
