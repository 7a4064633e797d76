import { ApiError } from './caller.js';

/**
 * @typedef {Pick<import('./api.js').Api, 'createSession' | 'session' | 'messages' | 'actions' | 'decideAction' | 'sendMessage' | 'rejoinTurn' | 'cancelTurn'>} ConversationApi
 */

/** The calls of a conversation; each is made once more, with a fresh token, when the old one has expired. @param {ConversationApi} api @param {() => Promise<void>} renewToken @returns {ConversationApi} */
export function withFreshToken(api, renewToken) {
  /** @template Value @param {() => Promise<Value>} call @returns {Promise<Value>} */
  async function again(call) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.status !== 401) throw error;
      await renewToken();
      return call();
    }
  }

  return {
    createSession: () => again(() => api.createSession()),
    session: (id) => again(() => api.session(id)),
    messages: (id) => again(() => api.messages(id)),
    actions: (id) => again(() => api.actions(id)),
    decideAction: (...decision) => again(() => api.decideAction(...decision)),
    sendMessage: (...message) => again(() => api.sendMessage(...message)),
    cancelTurn: (...turn) => again(() => api.cancelTurn(...turn)),
    // A turn is rejoined moments after it was begun.
    rejoinTurn: api.rejoinTurn,
  };
}
