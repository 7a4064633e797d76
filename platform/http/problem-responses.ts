import { Problem } from '../../contract/problem.js';
import type { ErrorCode } from '../errors.js';
import { ERROR_STATUS } from './error-status.js';
import { PROBLEM_MEDIA_TYPE } from './problem.js';

/** The `responses` of a route for the errors that it may answer with; spread it beside the successes. */
export function problemResponses(...codes: ErrorCode[]) {
  return Object.fromEntries(
    codes.map((code) => [
      ERROR_STATUS[code].status,
      {
        description: ERROR_STATUS[code].title,
        content: { [PROBLEM_MEDIA_TYPE]: { schema: Problem } },
      },
    ]),
  );
}
