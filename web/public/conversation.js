import { ApiError } from './api.js';
import { turnsOfMessages } from './history.js';
import { playTurn } from './play-turn.js';
import { isRunning, leaveTurn, newTurn, reduceTurn } from './turn-state.js';

/**
 * @typedef {import('./turn-state.js').Turn} Turn
 * @typedef {import('../../contract/problem.js').Problem} Problem
 * @typedef {import('./play-turn.js').TurnApi & Pick<import('./api.js').Api, 'createSession' | 'messages'>} ConversationApi
 * @typedef {object} ConversationEvents
 * @property {(turns: readonly Turn[]) => void} show the turns were replaced by these
 * @property {(turn: Turn) => void} change this turn is new or has changed
 * @property {() => void} settle a turn came to its end
 */

/**
 * One conversation at a time: its session, which is made with the first message, and its turns. At most one turn runs.
 * @param {ConversationApi} api @param {ConversationEvents} events @param {{ newKey?: () => string, renewToken: () => Promise<void> }} options
 */
export function createConversation(api, events, { newKey = randomKey, renewToken }) {
  let sessionId = '';
  /** @type {Turn[]} */
  let turns = [];
  /** @type {AbortController | undefined} */
  let running;

  /** @param {Turn} turn */
  function put(turn) {
    const index = turns.findIndex((each) => each.key === turn.key);
    if (index === -1) turns = [...turns, turn];
    else turns = turns.with(index, turn);
    events.change(turn);
  }

  /** @param {string} text @param {string} [key] the key of an earlier attempt, so that nothing is done twice */
  async function send(text, key = newKey()) {
    if (running !== undefined) return;
    const controller = new AbortController();
    running = controller;
    let turn = newTurn(key, text);
    /** @param {Turn} next */
    const move = (next) => {
      turn = next;
      // A conversation that was left keeps nothing of the turn that still ran in it.
      if (running === controller) put(turn);
    };
    put(turn);
    try {
      if (sessionId === '') sessionId = (await withToken(() => api.createSession())).id;
      const message = { sessionId, text, key, signal: controller.signal };
      for await (const event of playTurn(renewing, message)) move(reduceTurn(turn, event));
      move(leaveTurn(turn, 'lost'));
    } catch (error) {
      move(controller.signal.aborted ? leaveTurn(turn, 'stopped') : fail(turn, error));
    } finally {
      if (running === controller) {
        running = undefined;
        events.settle();
      }
    }
  }

  const renewing = {
    /** @type {ConversationApi['sendMessage']} */
    sendMessage: (id, text, options) => withToken(() => api.sendMessage(id, text, options)),
    rejoinTurn: api.rejoinTurn,
  };

  /** Calls again with a fresh token when the old one has expired. @template Value @param {() => Promise<Value>} call @returns {Promise<Value>} */
  async function withToken(call) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.status !== 401) throw error;
      await renewToken();
      return call();
    }
  }

  function leave() {
    const controller = running;
    running = undefined;
    controller?.abort();
    sessionId = '';
    turns = [];
  }

  return {
    send,
    stop: () => running?.abort(),
    isRunning: () => running !== undefined,
    sessionId: () => sessionId,
    /** Empty before the first message. */
    firstQuestion: () => turns[0]?.question ?? '',
    startNew() {
      leave();
      events.show(turns);
    },
    /** Shows a stored conversation. It throws what the API throws and then shows nothing. @param {string} id */
    async open(id) {
      leave();
      events.show(turns);
      sessionId = id;
      const messages = await withToken(() => api.messages(id));
      if (sessionId !== id || running !== undefined) return;
      turns = turnsOfMessages(messages);
      events.show(turns);
    },
  };
}

/** @param {Turn} turn @param {unknown} error @returns {Turn} */
function fail(turn, error) {
  if (!isRunning(turn)) return turn;
  return { ...turn, phase: 'error', problem: problemOf(error) };
}

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

/** Unique, and usable on plain-HTTP hosts too, where `crypto.randomUUID` does not exist. */
function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
}
