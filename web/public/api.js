import { createCaller } from './caller.js';

/**
 * @typedef {import('../../contract/chat-api.js').SessionView} SessionView
 * @typedef {import('../../contract/chat-api.js').MessageView} MessageView
 * @typedef {import('../../contract/chat-api.js').RecordEvent} RecordEvent
 * @typedef {import('../../contract/action.js').ActionView} ActionView
 * @typedef {import('../../contract/action.js').DecideAction} DecideAction
 * @typedef {import('../../contract/verification.js').CodeSent} CodeSent
 * @typedef {{ id: string, name: string, about: string }} DemoCustomer
 * @typedef {ReturnType<typeof createApi>} Api
 */

/**
 * The supervisor's chat API. Every method throws `ApiError`; an aborted call throws the browser's own `AbortError`.
 * @param {{ fetch: typeof globalThis.fetch, token: () => string, locale: string }} dependencies an empty token is a guest
 */
export function createApi({ fetch, token, locale }) {
  const { call, post } = createCaller(fetch, token);

  return {
    /** @returns {Promise<DemoCustomer[]>} */
    demoCustomers: async () => (await (await call('/v1/demo/customers')).json()).customers,
    /** @param {string} customerId @returns {Promise<string>} */
    demoToken: async (customerId) => (await (await post('/v1/demo/token', { customerId })).json()).token,
    /** @returns {Promise<SessionView>} */
    createSession: async () => (await post('/v1/sessions', { locale })).json(),
    /** @param {string} sessionId @returns {Promise<SessionView>} */
    session: async (sessionId) => (await call(`/v1/sessions/${sessionId}`)).json(),
    /** @returns {Promise<SessionView[]>} */
    sessions: async () => (await (await call('/v1/sessions')).json()).sessions,
    /** @param {string} sessionId @returns {Promise<MessageView[]>} */
    messages: async (sessionId) => (await (await call(`/v1/sessions/${sessionId}/messages`)).json()).messages,
    /** @param {string} sessionId */
    deleteSession: (sessionId) => call(`/v1/sessions/${sessionId}`, { method: 'DELETE' }),
    /** @param {string} sessionId @returns {Promise<ActionView[]>} */
    actions: async (sessionId) => (await (await call(`/v1/sessions/${sessionId}/actions`)).json()).actions,
    /** The key makes sending a decision again safe. @param {string} sessionId @param {string} proposalId @param {DecideAction} decision @param {string} key @returns {Promise<ActionView>} */
    decideAction: async (sessionId, proposalId, decision, key) =>
      (
        await post(`/v1/sessions/${sessionId}/actions/${proposalId}`, decision, { 'Idempotency-Key': key })
      ).json(),
    /** Has a one-time code sent to the customer. @returns {Promise<CodeSent>} */
    requestCode: async () => (await call('/v1/verification', { method: 'POST' })).json(),
    /** A token that is surer of who writes, for the code that was sent. @param {string} code @returns {Promise<string>} */
    confirmCode: async (code) => (await (await post('/v1/verification/confirm', { code })).json()).token,
    /** @param {RecordEvent} event */
    recordEvent: (event) => post('/v1/events', event),
    /** @returns {Promise<Record<string, unknown>>} */
    health: async () => (await call('/health')).json(),
    /** The turn's event stream. The key makes sending it again safe. @param {string} sessionId @param {string} text @param {{ key: string, signal: AbortSignal }} options */
    sendMessage: (sessionId, text, { key, signal }) =>
      post(
        `/v1/sessions/${sessionId}/messages`,
        { text },
        { Accept: 'text/event-stream', 'Idempotency-Key': key },
        signal,
      ),
    /** Ends a turn that is running; answered when it has ended. One that is over is no error. @param {string} sessionId @param {string} turnId */
    cancelTurn: (sessionId, turnId) =>
      call(`/v1/sessions/${sessionId}/turns/${turnId}/cancel`, { method: 'POST' }),
    /** The rest of a turn whose stream broke, without a new model call. @param {string} sessionId @param {string} turnId @param {{ lastEventId: string, signal: AbortSignal }} options */
    rejoinTurn: (sessionId, turnId, { lastEventId, signal }) =>
      call(`/v1/sessions/${sessionId}/turns/${turnId}/events`, {
        signal,
        headers: { Accept: 'text/event-stream', 'Last-Event-ID': lastEventId },
      }),
  };
}
