import { isRunning } from '../turn-state.js';
import { inWords } from '../words.js';
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
 * Tells a screen reader what happens in a turn: who works on it, each part once as a whole, and the end. It does not
 * read the words while they stream, which would be noise.
 * @param {(text: string) => void} say
 */
export function createAnnouncer(say) {
  let working = '';
  /** @type {Set<string>} */
  const spoken = new Set();

  /** @param {Turn} turn */
  return function announce(turn) {
    const names = turn.parts
      .map((part) => inWords(part.agent))
      .filter((name) => name !== '')
      .join(', ');
    if (isRunning(turn) && names !== '' && names !== working) say(`Working on it: ${names}.`);
    working = names;
    for (const part of turn.parts) {
      // The words of a part may still be on their way when its agent is done; only a failure is told at once.
      if ((isRunning(turn) && part.reason === '') || spoken.has(part.requestId)) continue;
      spoken.add(part.requestId);
      say(spokenPart(part, turn.missing.find((each) => each.requestId === part.requestId)?.hint ?? ''));
    }
    const end = endWords(turn);
    if (end !== '') say(end);
  };
}

/** @param {Turn} turn */
function endWords(turn) {
  if (turn.phase === 'error') return [turn.problem?.title, turn.problem?.detail].filter(Boolean).join('. ');
  return turn.phase in ENDED ? ENDED[/** @type {keyof typeof ENDED} */ (turn.phase)] : '';
}
