import { failDecision, isOpen, isWaiting, sendDecision, settleDecision, tellAction } from './action-state.js';
import { ApiError } from './caller.js';
import { problemOf } from './problem-of.js';

/**
 * @typedef {import('./action-state.js').Action} Action
 * @typedef {import('./action-state.js').ActionView} ActionView
 * @typedef {import('./action-state.js').Decision} Decision
 * @typedef {Pick<import('./api.js').Api, 'actions' | 'decideAction'>} ActionApi
 * @typedef {object} ActionPlace The conversation that the actions belong to.
 * @property {() => string} sessionId
 * @property {() => readonly Action[]} actions
 * @property {(id: string, change: (action: Action) => Action) => void} change of an action that is gone does nothing
 */

const POLL_MS = 5_000;
const LONGEST_WAIT_MS = 3_600_000;

/**
 * The customer's decisions about proposed writes, each under one idempotency key however often it is sent, and what
 * becomes of them: asked for again every few seconds while one waits, and once when an offer runs out.
 * @param {ActionApi} api @param {ActionPlace} place
 * @param {{ verify: () => Promise<boolean>, newKey: () => string, pollMs?: number }} options `verify` gets a one-time
 * code from the customer and says whether it was taken
 */
export function createActions(api, place, { verify, newKey, pollMs = POLL_MS }) {
  /** @type {Map<string, string>} */
  const keys = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** @param {string} id @param {Decision} decision */
  async function decide(id, decision) {
    const action = place.actions().find(({ view }) => view.id === id);
    if (action === undefined || action.attempt.kind === 'sending') return;
    place.change(id, (each) => sendDecision(each, decision));
    try {
      const view = await send(action.view, decision);
      place.change(id, (each) => settleDecision(each, view));
    } catch (error) {
      place.change(id, (each) => failDecision(each, decision, problemOf(error)));
      // The refusal may be because something else became of it meanwhile: then that is what to show.
      await refresh();
    }
    watch();
  }

  /** @param {ActionView} view @param {Decision} decision */
  async function send({ id, argsHash }, decision) {
    const sessionId = place.sessionId();
    const key = keyOf(`${id} ${decision}`);
    const call = () => api.decideAction(sessionId, id, { decision, argsHash }, key);
    try {
      return await call();
    } catch (error) {
      if (!needsCode(error) || !(await verify())) throw error;
      return call();
    }
  }

  /** @param {string} decision */
  function keyOf(decision) {
    const key = keys.get(decision) ?? newKey();
    keys.set(decision, key);
    return key;
  }

  /** Asks what became of the actions shown; what cannot be asked stays as it is. */
  async function refresh() {
    const sessionId = place.sessionId();
    if (!place.actions().some((action) => isOpen(action) || isWaiting(action))) return;
    /** @type {readonly ActionView[]} */
    const views = await api.actions(sessionId).catch(() => []);
    if (place.sessionId() !== sessionId) return;
    for (const view of views) place.change(view.id, (action) => tellAction(action, view));
  }

  /** Looks again when there may be news: soon while something waits, else when the next offer runs out. */
  function watch() {
    stop();
    const wait = timeToNews(place.actions(), pollMs);
    if (wait !== undefined) timer = setTimeout(() => refresh().then(watch), wait);
  }

  function stop() {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    decide,
    stop,
    watch,
    /** After a turn, which may have decided by words what was open. */
    async review() {
      await refresh();
      watch();
    },
  };
}

/** @param {readonly Action[]} actions @param {number} pollMs */
function timeToNews(actions, pollMs) {
  if (actions.some(isWaiting)) return pollMs;
  const waits = actions
    .filter(isOpen)
    .map(({ view }) => Date.parse(view.expiresAt) - Date.now())
    .filter((wait) => wait > 0);
  return waits.length === 0 ? undefined : Math.min(...waits, LONGEST_WAIT_MS) + 1_000;
}

/** @param {unknown} error */
function needsCode(error) {
  return error instanceof ApiError && error.problem.code === 'step-up-required';
}
