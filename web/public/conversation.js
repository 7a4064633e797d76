import { isWaiting } from './action-state.js';
import { createActions } from './actions.js';
import { isTold, turnsOfMessages } from './history.js';
import { playTurn } from './play-turn.js';
import { problemOf } from './problem-of.js';
import { randomKey } from './random-key.js';
import { createStaffWatch } from './staff-watch.js';
import { actionsOf, changeAction, isRunning, leaveTurn, newTurn, reduceTurn } from './turn-state.js';
import { withFreshToken } from './with-fresh-token.js';

/**
 * @typedef {import('./turn-state.js').Turn} Turn
 * @typedef {import('./with-fresh-token.js').ConversationApi} ConversationApi
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
 * @param {ConversationApi} plainApi @param {ConversationEvents} events @param {ConversationOptions} options
 */
export function createConversation(plainApi, events, { newKey = randomKey, renewToken, verify, pollMs }) {
  const api = withFreshToken(plainApi, renewToken);
  let sessionId = '';
  /** @type {Turn[]} */
  let turns = [];
  /** @type {{ abort: () => void, stop: () => void } | undefined} `abort` leaves a turn, `stop` ends it */
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
    let turn = newTurn(key, text);
    let stopping = false;
    /** @type {Promise<unknown> | undefined} */
    let cancelled;
    // What the server goes on with would be answered, and paid for, after all; until it is named it cannot be told to end.
    const stopNow = () => {
      if (!stopping || turn.turnId === '' || cancelled !== undefined) return;
      cancelled = api.cancelTurn(sessionId, turn.turnId);
      cancelled.catch(() => undefined);
      controller.abort();
    };
    const attempt = {
      abort: () => controller.abort(),
      stop() {
        stopping = true;
        stopNow();
      },
    };
    running = attempt;
    /** @param {Turn} next */
    const move = (next) => {
      turn = next;
      // A conversation that was left keeps nothing of the turn that still ran in it.
      if (running === attempt) put(turn);
    };
    put(turn);
    try {
      if (sessionId === '') sessionId = (await api.createSession()).id;
      const message = { sessionId, text, key, signal: controller.signal };
      for await (const event of playTurn(api, message)) {
        move(reduceTurn(turn, event));
        if (isRunning(turn)) stopNow();
      }
      move(leaveTurn(turn, 'lost'));
    } catch (error) {
      move(controller.signal.aborted ? leaveTurn(turn, 'stopped') : fail(turn, error));
      // The next message would be refused while this answer is still being written.
      await cancelled?.catch((failure) => move({ ...turn, phase: 'error', problem: problemOf(failure) }));
    } finally {
      if (running === attempt) {
        running = undefined;
        events.settle();
        await Promise.all([actions.review(), wantsPerson(turn) ? staff.look() : undefined]);
      }
    }
  }

  const pace = pollMs === undefined ? {} : { pollMs };
  const actions = createActions(
    api,
    {
      sessionId: () => sessionId,
      actions: () => turns.flatMap(actionsOf),
      change(id, change) {
        for (const turn of turns) {
          const changed = changeAction(turn, id, change);
          if (changed === turn) continue;
          put(changed);
          if (actionsOf(turn).some(isWaiting) && !actionsOf(changed).some(isWaiting)) void staff.catchUp();
        }
      },
    },
    { verify, newKey, ...pace },
  );
  const staff = createStaffWatch(
    api,
    {
      sessionId: () => sessionId,
      tell: events.tell,
      hear(messages) {
        const views = turns.flatMap(actionsOf).map(({ view }) => view);
        for (const turn of turnsOfMessages(messages.filter((message) => !isTold(message, views))))
          if (!turns.some((known) => known.turnId === turn.turnId)) put(turn);
      },
    },
    pace,
  );

  function leave() {
    const attempt = running;
    running = undefined;
    attempt?.abort();
    actions.stop();
    staff.stop();
    sessionId = '';
    turns = [];
  }

  return {
    send,
    /** Ends the running turn, also for the server. */
    stop: () => running?.stop(),
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
      const [messages, views] = await Promise.all([api.messages(id), api.actions(id).catch(() => [])]);
      if (sessionId !== id || running !== undefined) return;
      turns = turnsOfMessages(messages, views);
      events.show(turns);
      actions.watch();
      void staff.look();
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
