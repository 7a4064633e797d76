/**
 * @typedef {import('../../contract/problem.js').Problem} Problem
 * @typedef {ReturnType<typeof createCaller>} Caller
 */

/** A call that did not work, as the server told it; `network` when there was no server to tell it. */
export class ApiError extends Error {
  /** @param {Problem} problem @param {number | undefined} retryAfterSeconds */
  constructor(problem, retryAfterSeconds) {
    super(problem.title);
    this.name = 'ApiError';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/**
 * Calls of our own origin. They throw `ApiError`; an aborted call throws the browser's own `AbortError`.
 * @param {typeof globalThis.fetch} fetch @param {() => string} token an empty one is not sent
 */
export function createCaller(fetch, token) {
  /** @param {string} path @param {RequestInit & { headers?: Record<string, string> }} [init] */
  async function call(path, init = {}) {
    const bearer = token();
    const headers = {
      Accept: 'application/json',
      ...(bearer ? { Authorization: `Bearer ${bearer}` } : {}),
      ...init.headers,
    };
    const response = await reach(fetch, path, { ...init, headers });
    if (!response.ok) throw await errorOf(response);
    return response;
  }

  /** @param {string} path @param {unknown} body @param {Record<string, string>} [headers] @param {AbortSignal} [signal] */
  function post(path, body, headers = {}, signal = undefined) {
    const init = {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    };
    return call(path, signal === undefined ? init : { ...init, signal });
  }

  return { call, post };
}

/** @param {typeof globalThis.fetch} fetch @param {string} path @param {RequestInit} init */
async function reach(fetch, path, init) {
  try {
    return await fetch(path, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(networkProblem(), undefined);
  }
}

/** What the page says when nobody answers. @returns {Problem} */
function networkProblem() {
  return {
    type: 'about:blank',
    title: 'The support service cannot be reached',
    status: 503,
    detail: 'Check your connection, then try again. Your message is kept.',
    code: 'network',
  };
}

/** @param {Response} response */
async function errorOf(response) {
  const retryAfter = Number(response.headers.get('retry-after') ?? '');
  const seconds = Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined;
  /** @type {unknown} */
  const body = await response.json().catch(() => undefined);
  return new ApiError(isProblem(body) ? body : unnamedProblem(response.status), seconds);
}

/** @param {unknown} body @returns {body is Problem} */
function isProblem(body) {
  return typeof body === 'object' && body !== null && 'title' in body && 'code' in body;
}

/** @param {number} status @returns {Problem} */
function unnamedProblem(status) {
  return {
    type: 'about:blank',
    title: `The support service answered with ${status}`,
    status,
    code: 'unknown',
  };
}
