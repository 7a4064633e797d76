import { storedAction } from './action-state.js';
import { emptyPart, newTurn, specialist } from './turn-state.js';

/**
 * @typedef {import('../../contract/action.js').ActionView} ActionView
 * @typedef {import('../../contract/chat-api.js').MessageView} MessageView
 * @typedef {import('./turn-state.js').Turn} Turn
 * @typedef {import('./turn-state.js').Part} Part
 */

/**
 * Turns as they are shown, from the stored messages: those of one turn belong together, in the order they were made.
 * A stored answer is one text, so it is one part, which names what was missing itself. What was proposed stands in its
 * turn with what became of it, and so the message that tells the same is left out.
 * @param {readonly MessageView[]} messages @param {readonly ActionView[]} [actions]
 * @returns {Turn[]}
 */
export function turnsOfMessages(messages, actions = []) {
  /** @type {Map<string, Turn>} */
  const turns = new Map();
  for (const message of messages) {
    if (isTold(message, actions)) continue;
    const turn = turns.get(message.turnId) ?? storedTurn(message.turnId);
    turns.set(message.turnId, addMessage(turn, message));
  }
  for (const action of actions) {
    const turn = turns.get(action.turnId) ?? storedTurn(action.turnId);
    turns.set(action.turnId, addAction(turn, action));
  }
  return [...turns.values()];
}

/** Whether the card of an action says what this message says. @param {MessageView} message @param {readonly ActionView[]} actions */
export function isTold({ id: messageId }, actions) {
  return actions.some(
    ({ id, status }) =>
      messageId === `${id}:result` || (messageId === `${id}:staff` && status === 'rejected'),
  );
}

/** @param {string} turnId @returns {Turn} */
function storedTurn(turnId) {
  return { ...newTurn(turnId, ''), turnId };
}

/** @param {Turn} turn @param {ActionView} action @returns {Turn} */
function addAction(turn, action) {
  const last = turn.parts.at(-1) ?? { ...emptyPart(action.requestId), agent: specialist(action.agent) };
  const part = { ...last, actions: [...last.actions, storedAction(action)] };
  return { ...turn, phase: 'done', parts: [...turn.parts.slice(0, -1), part] };
}

/** @param {Turn} turn @param {MessageView} message @returns {Turn} */
function addMessage(turn, message) {
  if (message.role === 'customer') {
    const question = [turn.question, message.text].filter((text) => text !== '').join('\n\n');
    return { ...turn, question, phase: turn.parts.length > 0 ? 'done' : 'interrupted' };
  }
  return { ...turn, phase: 'done', parts: [...turn.parts, partOf(message)] };
}

/** @param {MessageView} message @returns {Part} */
function partOf({ id, role, text, citations = [], items = [], outcomes = [] }) {
  const agents = outcomes
    .filter((outcome) => outcome.status !== 'failed')
    .map((outcome) => specialist(outcome.agent));
  const agent = role === 'staff' ? 'a-person' : new Set(agents).size === 1 ? (agents[0] ?? '') : '';
  const status = outcomes.length === 1 && outcomes[0] !== undefined ? outcomes[0].status : 'answered';
  return { ...emptyPart(id), agent, status, text, citations, items };
}
