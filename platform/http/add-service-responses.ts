import type { ErrorCode } from '../errors.js';
import { ERROR_STATUS } from './error-status.js';
import { PROBLEM_MEDIA_TYPE } from './problem.js';

const ANY: readonly ErrorCode[] = ['bad-request', 'internal'];
const WITH_BODY: readonly ErrorCode[] = [...ANY, 'payload-too-large', 'unsupported-media-type'];
const BODILESS = new Set(['get', 'head', 'options']);

interface Documented {
  paths?: object;
}

/**
 * Completes an API document by what every route answers with before its own handler is asked, or when that fails: an address
 * or a body that cannot be read, and the unexpected. A response that a route has documented itself stays as it is.
 */
export function addServiceResponses<T extends Documented>(document: T): T {
  const paths = Object.entries(document.paths ?? {}).map(([path, operations]) => [
    path,
    path.startsWith('/v1/') ? completeAll(operations) : operations,
  ]);
  return { ...document, paths: Object.fromEntries(paths) };
}

function completeAll(operations: Record<string, { responses?: object }>): object {
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      {
        ...operation,
        responses: { ...responsesFor(BODILESS.has(method) ? ANY : WITH_BODY), ...operation.responses },
      },
    ]),
  );
}

function responsesFor(codes: readonly ErrorCode[]): object {
  const schema = { $ref: '#/components/schemas/Problem' };
  return Object.fromEntries(
    codes.map((code) => [
      ERROR_STATUS[code].status,
      { description: ERROR_STATUS[code].title, content: { [PROBLEM_MEDIA_TYPE]: { schema } } },
    ]),
  );
}
