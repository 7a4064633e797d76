import { ApiError } from './caller.js';

/** @typedef {import('../../contract/problem.js').Problem} Problem */

/** @type {Problem} */
const PAGE_FAULT = {
  type: 'about:blank',
  title: 'Something went wrong on this page',
  status: 500,
  detail: 'Load the page again; the conversation is kept.',
  code: 'page-fault',
};

/** What to show for anything that was thrown. @param {unknown} error @returns {Problem} */
export function problemOf(error) {
  if (!(error instanceof ApiError)) return PAGE_FAULT;
  const { problem, retryAfterSeconds } = error;
  if (retryAfterSeconds === undefined) return problem;
  return { ...problem, detail: `${problem.detail ?? ''} Try again in ${retryAfterSeconds} s.`.trim() };
}
