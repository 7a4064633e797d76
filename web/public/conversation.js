import { createActions } from './actions.js';
import { ApiError } from './caller.js';
import { turnsOfMessages } from './history.js';
import { playTurn } from './play-turn.js';
import { problemOf } from './problem-of.js';
import { randomKey } from './random-key.js';
import { createStaffWatch } from './staff-watch.js';
import { actionsOf, changeAction, isRunning, leaveTurn, newTurn, reduceTurn } from './turn-state.js';

/**
 * @typedef {import('./turn-state.js').Turn} Turn
 * @typedef {import('./play-turn.js').TurnApi & import('./actions.js').ActionApi & import('./staff-watch.js').StaffWatchApi & Pick<import('./api.js').Api, 'createSession'>} ConversationApi
 * @typedef {object} ConversationOptions
 * @property {() => Promise<void>} renewToken
 * @property {() => Promise<boolean>} verify gets a one-time code from the customer and says whether it was taken
 * @property {() => string} [newKey]
 * @property {number} [pollMs] how often to ask again for what waits, or for what the staff write
 * @typedef {object} ConversationEvents
 * @property {(turns: readonly Turn[]) => void} show the turns were replaced by these
 * @property {(turn: Turn) => void} change this turn is new or has changed
 * @property {() => void} settle a turn came to its end
 * @property {(owner: import('../../contract/chat-api.js').SessionOwner) => void} tell who has the conversation
 */

/**
 * One conversation at a time: its session, which is made with the first message, its turns, and the decisions about
 * what was proposed in them. At most one turn runs.
 * @param {ConversationApi} api @param {ConversationEvents} events @param {ConversationOptions} options
 */
export function createConversation(api, events, { newKey = randomKey, renewToken, verify, pollMs }) {
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
        await Promise.all([actions.review(), wantsPerson(turn) ? staff.look() : undefined]);
      }
    }
  }

  /** @type {import('./play-turn.js').TurnApi & import('./actions.js').ActionApi} */
  const renewing = {
    sendMessage: (id, text, options) => withToken(() => api.sendMessage(id, text, options)),
    rejoinTurn: api.rejoinTurn,
    actions: (id) => withToken(() => api.actions(id)),
    decideAction: (...decision) => withToken(() => api.decideAction(...decision)),
  };
  const pace = pollMs === undefined ? {} : { pollMs };
  const actions = createActions(
    renewing,
    {
      sessionId: () => sessionId,
      actions: () => turns.flatMap(actionsOf),
      change(id, change) {
        for (const turn of turns) {
          const changed = changeAction(turn, id, change);
          if (changed !== turn) put(changed);
        }
      },
    },
    { verify, newKey, ...pace },
  );
  const staff = createStaffWatch(
    {
      session: (id) => withToken(() => api.session(id)),
      messages: (id) => withToken(() => api.messages(id)),
    },
    {
      sessionId: () => sessionId,
      tell: events.tell,
      hear(messages) {
        for (const turn of turnsOfMessages(messages))
          if (!turns.some((known) => known.turnId === turn.turnId)) put(turn);
      },
    },
    pace,
  );

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
    actions.stop();
    staff.stop();
    sessionId = '';
    turns = [];
  }

  return {
    send,
    stop: () => running?.abort(),
    decide: actions.decide,
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
      // A server without actions answers that there are none of the kind: the conversation is shown without them.
      const [messages, views] = await Promise.all([
        withToken(() => api.messages(id)),
        renewing.actions(id).catch(() => []),
      ]);
      if (sessionId !== id || running !== undefined) return;
      turns = turnsOfMessages(messages, views);
      events.show(turns);
      actions.watch();
      await staff.look();
    },
  };
}

/** @param {Turn} turn @param {unknown} error @returns {Turn} */
function fail(turn, error) {
  if (!isRunning(turn)) return turn;
  return { ...turn, phase: 'error', problem: problemOf(error) };
}

/** Whether somebody of the staff may answer from here on. @param {Turn} turn */
function wantsPerson(turn) {
  return turn.held || turn.parts.some(({ status }) => status === 'handed-off');
}
