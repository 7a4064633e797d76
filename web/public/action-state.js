/**
 * @typedef {import('../../contract/action.js').ActionProposal} ActionProposal
 * @typedef {import('../../contract/action.js').ActionView} ActionView
 * @typedef {import('../../contract/action.js').ActionStatus} ActionStatus
 * @typedef {import('../../contract/action.js').DecideAction['decision']} Decision
 * @typedef {import('../../contract/problem.js').Problem} Problem
 */

/**
 * @typedef {{ kind: 'none' } | { kind: 'sending', decision: Decision } | { kind: 'failed', decision: Decision, problem: Problem }} Attempt
 * @typedef {object} Action A proposed write as the page knows it.
 * @property {ActionView} view as the server last told it
 * @property {Attempt} attempt the customer's decision that has no answer yet
 */

/** @type {Attempt} */
const NONE = { kind: 'none' };

/** How far a status is from the offer: no answer of the server takes an action back. @type {Readonly<Record<ActionStatus, number>>} */
const RANK = {
  proposed: 0,
  offered: 1,
  confirmed: 2,
  'waiting-for-staff': 2,
  committed: 3,
  declined: 3,
  rejected: 3,
  expired: 3,
  failed: 3,
  withdrawn: 3,
};

/** What was just proposed in a turn. It cannot be decided before it was offered. @param {ActionProposal} proposal @param {string} turnId @returns {Action} */
export function newAction(proposal, turnId) {
  return { view: { ...proposal, turnId, status: 'proposed' }, attempt: NONE };
}

/** A whole answer offers what was proposed in it. @param {Action} action @returns {Action} */
export function offerAction(action) {
  const { view } = action;
  return view.status === 'proposed' ? { ...action, view: { ...view, status: 'offered' } } : action;
}

/** An action of a stored conversation. @param {ActionView} view @returns {Action} */
export function storedAction(view) {
  return { view, attempt: NONE };
}

/** The action with a decision on its way. @param {Action} action @param {Decision} decision @returns {Action} */
export function sendDecision({ view }, decision) {
  return { view, attempt: { kind: 'sending', decision } };
}

/** The decision had no answer, or a refusal. @param {Action} action @param {Decision} decision @param {Problem} problem @returns {Action} */
export function failDecision({ view }, decision, problem) {
  return { view, attempt: { kind: 'failed', decision, problem } };
}

/** The answer to a decision. @param {Action} action @param {ActionView} view @returns {Action} */
export function settleDecision(action, view) {
  return tellAction({ ...action, attempt: NONE }, view);
}

/**
 * What the server says of it when it is asked. While a decision is on its way its answer counts and nothing else, and
 * news that are older than what is known are passed over.
 * @param {Action} action @param {ActionView} view @returns {Action}
 */
export function tellAction(action, view) {
  const known = action.view.status;
  if (action.attempt.kind === 'sending' || known === view.status) return action;
  const goesBack = RANK[view.status] < RANK[known];
  return goesBack || isEnded(action) ? action : { view, attempt: NONE };
}

/** Can be confirmed or declined. @param {Action} action */
export function isOpen({ view }) {
  return RANK[view.status] < RANK.confirmed;
}

/** Was confirmed, and neither done nor refused yet. @param {Action} action */
export function isWaiting({ view }) {
  return RANK[view.status] === RANK.confirmed;
}

/** Nothing will become of it any more but what it is. @param {Action} action */
export function isEnded({ view }) {
  return RANK[view.status] === RANK.committed;
}
