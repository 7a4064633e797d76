import { describe, expect, it } from 'vitest';
import { IncompleteAnswerError, type ModelFault, toModelFault } from './model-fault.js';

const thrown = (name: string, httpStatusCode?: number) =>
  Object.assign(new Error(name), { name, $metadata: { httpStatusCode } });
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
    ['no permission', thrown('AccessDeniedException', 403), 'refused'],
    ['no credentials', thrown('CredentialsProviderError'), 'refused'],
    ['no error at all', undefined, 'refused'],
  ])('of %s', (_, error, fault) => {
    expect(toModelFault(error)).toBe(fault);
  });
});
