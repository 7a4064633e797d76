import { emptyPart, newTurn, specialist } from './turn-state.js';

/**
 * @typedef {import('../../contract/chat-api.js').MessageView} MessageView
 * @typedef {import('./turn-state.js').Turn} Turn
 * @typedef {import('./turn-state.js').Part} Part
 */

/**
 * Turns as they are shown, from the stored messages: those of one turn belong together, in the order they were made.
 * A stored answer is one text, so it is one part, which names what was missing itself.
 * @param {readonly MessageView[]} messages
 * @returns {Turn[]}
 */
export function turnsOfMessages(messages) {
  /** @type {Map<string, Turn>} */
  const turns = new Map();
  for (const message of messages) {
    const turn = turns.get(message.turnId) ?? { ...newTurn(message.turnId, ''), turnId: message.turnId };
    turns.set(message.turnId, addMessage(turn, message));
  }
  return [...turns.values()];
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
