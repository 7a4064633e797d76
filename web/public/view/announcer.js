import { actionsOf, isRunning } from '../turn-state.js';
import { inWords } from '../words.js';
import { spokenAction } from './action-card.js';
import { spokenPart } from './part-view.js';

/**
 * @typedef {import('../turn-state.js').Turn} Turn
 */

const ENDED = {
  stopped: 'Stopped.',
  interrupted: 'The answer was interrupted.',
  lost: 'The connection was lost.',
};

/**
 * Tells a screen reader what happens in a conversation: who works on a turn, each part once as a whole, its end, and
 * whatever becomes of what was proposed. It does not read the words while they stream, which would be noise.
 * @param {(text: string) => void} say
 */
export function createAnnouncer(say) {
  /** What was last said of each thing in a turn. @type {Map<string, Map<string, string>>} */
  const said = new Map();

  /** @param {Turn} turn @param {(text: string) => void} speak */
  function go(turn, speak) {
    const things = turn.phase === 'sending' ? new Map() : (said.get(turn.key) ?? new Map());
    said.set(turn.key, things);
    for (const [thing, text] of thingsOf(turn)) {
      if (things.get(thing) === text || (thing.startsWith('part ') && things.has(thing))) continue;
      things.set(thing, text);
      if (text !== '') speak(text);
    }
  }

  return {
    /** Says what is new in a turn. @param {Turn} turn */
    tell: (turn) => go(turn, say),
    /** Takes a turn as told: it was there before. @param {Turn} turn */
    pass: (turn) => go(turn, () => undefined),
  };
}

/** What there is to say of a turn, each thing under its name. @param {Turn} turn @returns {[string, string][]} */
function thingsOf(turn) {
  const names = turn.parts.map((part) => inWords(part.agent)).filter((name) => name !== '');
  const running = isRunning(turn);
  // The words of a part may still be on their way when its agent is done; only a failure is told at once.
  const parts = turn.parts.filter((part) => !running || part.reason !== '');
  return [
    ...(running && names.length > 0 ? [named('working', `Working on it: ${names.join(', ')}.`)] : []),
    ...parts.map((part) =>
      named(
        `part ${part.requestId}`,
        spokenPart(part, turn.missing.find((each) => each.requestId === part.requestId)?.hint ?? ''),
      ),
    ),
    ...(running
      ? []
      : actionsOf(turn).map((action) => named(`action ${action.view.id}`, spokenAction(action)))),
    named('end', endWords(turn)),
  ];
}

/** @param {string} thing @param {string} text @returns {[string, string]} */
function named(thing, text) {
  return [thing, text];
}

/** @param {Turn} turn */
function endWords(turn) {
  if (turn.phase === 'error') return [turn.problem?.title, turn.problem?.detail].filter(Boolean).join('. ');
  if (turn.held) return 'A person has this conversation. Your message was passed on.';
  return turn.phase in ENDED ? ENDED[/** @type {keyof typeof ENDED} */ (turn.phase)] : '';
}
