import { describe, expect, it } from 'vitest';
import { describeModelError, IncompleteAnswerError, type ModelFault, toModelFault } from './model-fault.js';

const thrown = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
const invalid = (message: string) => Object.assign(thrown('ValidationException', 400), { message });
const broken = (code: string) => Object.assign(new Error(code), { code });

describe('the fault of a model call', () => {
  it.each<[string, unknown, ModelFault]>([
    ['throttling before the answer', thrown('ThrottlingException', 429), 'overloaded'],
    ['throttling in mid-stream', thrown('ThrottlingException'), 'interrupted'],
    ['an internal error in mid-stream', thrown('InternalServerException', 200), 'interrupted'],
    ['a service that is out', thrown('ServiceUnavailableException', 503), 'overloaded'],
    ['a bad gateway that no model knows', thrown('UnknownError', 502), 'overloaded'],
    ['a model timeout', thrown('ModelTimeoutException', 408), 'interrupted'],
    ['a model error', thrown('ModelErrorException', 424), 'interrupted'],
    ['half a stream', new IncompleteAnswerError(), 'interrupted'],
    ['half a document', new SyntaxError('Unexpected end of JSON input'), 'interrupted'],
    ['a connection that is reset', broken('ECONNRESET'), 'interrupted'],
    ['a stream that is aborted', new Error('aborted'), 'interrupted'],
    ['nobody listening', broken('ECONNREFUSED'), 'overloaded'],
    ['a connection that takes too long', thrown('TimeoutError'), 'overloaded'],
    ['a bad request', thrown('ValidationException', 400), 'refused'],
    ['no permission', thrown('AccessDeniedException', 403), 'denied'],
    ['no credentials', thrown('CredentialsProviderError'), 'denied'],
    ['a token that has expired', thrown('ExpiredTokenException', 403), 'denied'],
    ['a model that is not there', thrown('ResourceNotFoundException', 404), 'denied'],
    ['a model id that is none', invalid('The provided model identifier is invalid.'), 'denied'],
    ['a guardrail that is none', invalid('The provided guardrail identifier is invalid.'), 'denied'],
    [
      'a model that needs a profile',
      invalid('Invocation with on-demand throughput isn’t supported.'),
      'denied',
    ],
    [
      'a stream that falls silent',
      Object.assign(new Error(''), { lc_error_code: 'MODEL_STREAM_TIMEOUT' }),
      'overloaded',
    ],
    ['no error at all', undefined, 'refused'],
  ])('of %s', (_, error, fault) => {
    expect(toModelFault(error)).toBe(fault);
  });
});

describe('what is logged of an error', () => {
  it('says what an operator needs', () => {
    const error = Object.assign(thrown('AccessDeniedException', 403), {});
    Object.assign(error.$metadata, { requestId: 'r-1', attempts: 1 });
    expect(describeModelError(error)).toEqual({
      type: 'AccessDeniedException',
      status: 403,
      requestId: 'r-1',
      attempts: 1,
    });
    const refused = Object.assign(broken('ECONNREFUSED'), { message: 'connect ECONNREFUSED 127.0.0.1:1' });
    expect(describeModelError(refused)).toMatchObject({ message: 'connect ECONNREFUSED 127.0.0.1:1' });
  });

  it.each([
    ['half a document, which quotes it', new SyntaxError('Unexpected end: "my name is Ava"')],
    [
      'a service that is out, whatever it says',
      Object.assign(thrown('ServiceUnavailableException', 503), { message: 'Ava' }),
    ],
    ['a refusal, which may quote the request', invalid('messages.0: "my name is Ava" is too long')],
    ['anything unknown', new Error('my name is Ava')],
  ])('leaves out the words of %s', (_, error) => {
    expect(JSON.stringify(describeModelError(error))).not.toContain('Ava');
  });
});
