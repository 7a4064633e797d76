import { ApiError } from './caller.js';
import { problemOf } from './problem-of.js';

/**
 * @typedef {Pick<import('./api.js').Api, 'requestCode' | 'confirmCode'>} CodeApi
 * @typedef {{ kind: 'taken' } | { kind: 'refused', words: string }} CodeResult
 */

const CODE = /^[0-9]{6}$/;

/**
 * Has one-time codes sent and takes them. It never throws: what did not work comes back in words.
 * @param {CodeApi} api @param {(token: string) => void} useToken gets the token that a right code is worth
 */
export function createVerification(api, useToken) {
  return {
    /** Until when the code works that is on its way, or why there is none. @returns {Promise<{ kind: 'sent', expiresAt: string } | { kind: 'refused', words: string }>} */
    async request() {
      try {
        return { kind: 'sent', expiresAt: (await api.requestCode()).expiresAt };
      } catch (error) {
        return { kind: 'refused', words: wordsOf(error) };
      }
    },
    /** Spaces and dashes in the code do not count. @param {string} typed @returns {Promise<CodeResult>} */
    async confirm(typed) {
      const code = typed.replaceAll(/[\s-]/g, '');
      if (!CODE.test(code)) return { kind: 'refused', words: 'The code has 6 digits.' };
      try {
        useToken(await api.confirmCode(code));
        return { kind: 'taken' };
      } catch (error) {
        return { kind: 'refused', words: wordsOf(error) };
      }
    },
  };
}

/** @param {unknown} error */
function wordsOf(error) {
  const { title, detail, code } = problemOf(error);
  const unreachable = error instanceof ApiError && code === 'network';
  return unreachable ? `${title}. Check your connection, then try again.` : (detail ?? title);
}
