import { createCaller } from './caller.js';

/**
 * @typedef {import('../../contract/inbox.js').Inbox} Inbox
 * @typedef {import('../../contract/inbox.js').HandoffView} HandoffView
 * @typedef {import('../../contract/inbox.js').HandoffPackage} HandoffPackage
 * @typedef {import('../../contract/inbox.js').ApprovalView} ApprovalView
 * @typedef {import('../../contract/inbox.js').DecideApproval} DecideApproval
 * @typedef {'claim' | 'release' | 'close'} Step
 * @typedef {ReturnType<typeof createInboxApi>} InboxApi
 */

/**
 * The inbox of the supervisor, for the staff. Every method throws `ApiError`.
 * @param {{ fetch: typeof globalThis.fetch, token: () => string }} dependencies
 */
export function createInboxApi({ fetch, token }) {
  const { call, post } = createCaller(fetch, token);
  return {
    /** @returns {Promise<Inbox>} */
    inbox: async () => (await call('/v1/inbox')).json(),
    /** @param {string} id @returns {Promise<HandoffPackage>} */
    handoff: async (id) => (await call(`/v1/inbox/handoffs/${id}`)).json(),
    /** Takes a conversation over, gives it back to the bot, or ends it. @param {string} id @param {Step} step */
    step: (id, step) => call(`/v1/inbox/handoffs/${id}/${step}`, { method: 'POST' }),
    /** @param {string} id @param {string} text */
    reply: (id, text) => post(`/v1/inbox/handoffs/${id}/messages`, { text }),
    /** @param {string} id @param {DecideApproval} decision @returns {Promise<ApprovalView>} */
    decide: async (id, decision) => (await post(`/v1/inbox/approvals/${id}`, decision)).json(),
  };
}
