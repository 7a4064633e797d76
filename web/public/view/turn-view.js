import { isRunning } from '../turn-state.js';
import { counted, durationInWords } from '../words.js';
import { element } from './element.js';
import { createPartView } from './part-view.js';

/**
 * @typedef {import('../turn-state.js').Turn} Turn
 * @typedef {import('../turn-state.js').Part} Part
 * @typedef {import('./part-view.js').PartActions} PartActions
 * @typedef {PartActions & { retry: (turn: Turn) => void, signIn: () => void }} TurnActions
 */

const LINES = 4;

/** One turn: what the customer wrote and everything that came back. @param {TurnActions} actions */
export function createTurnView(actions) {
  const question = element('p', { class: 'question' });
  const parts = element('div', { class: 'parts' });
  const foot = element('div', { class: 'turn-foot' });
  const root = element(
    'article',
    { class: 'turn' },
    question,
    element('div', { class: 'answer' }, parts, foot),
  );
  /** @type {Map<string, ReturnType<typeof createPartView>>} */
  const views = new Map();

  /** @param {Turn} turn */
  function update(turn) {
    const running = isRunning(turn);
    question.textContent = turn.question;
    question.hidden = turn.question === '';
    root.dataset.phase = turn.phase;
    root.setAttribute('aria-busy', String(running));
    for (const [requestId, view] of views) {
      if (turn.parts.some((part) => part.requestId === requestId)) continue;
      view.element.remove();
      views.delete(requestId);
    }
    turn.parts.forEach((part, index) => {
      const hint = turn.missing.find((each) => each.requestId === part.requestId)?.hint ?? '';
      const surroundings = { running, several: turn.parts.length > 1, line: (index % LINES) + 1, hint };
      viewOf(part).update(part, surroundings);
    });
    foot.replaceChildren(...footOf(turn, actions));
  }

  /** @param {Part} part */
  function viewOf(part) {
    const known = views.get(part.requestId);
    if (known !== undefined) return known;
    const made = createPartView(actions);
    views.set(part.requestId, made);
    parts.append(made.element);
    return made;
  }

  return { element: root, update };
}

/** @param {Turn} turn @param {TurnActions} actions @returns {HTMLElement[]} */
function footOf(turn, actions) {
  switch (turn.phase) {
    case 'sending':
      return [element('p', { class: 'connecting' }, 'Connecting…')];
    case 'working':
      return [];
    case 'done':
      return turn.held ? [note(HELD)] : closingLine(turn);
    case 'stopped':
      return [note('You stopped this answer. What had arrived stays above.')];
    case 'interrupted':
      return [note('This answer was interrupted before it was complete.', retryButton(turn, actions))];
    case 'lost':
      return [note('The connection was lost before the answer was complete.', retryButton(turn, actions))];
    default:
      return [problemNote(turn, actions)];
  }
}

/** @param {Turn} turn */
function closingLine({ degraded, timings, parts }) {
  const lookups = parts.reduce((sum, part) => sum + part.tools.length, 0);
  const facts = [
    parts.length > 1 && timings !== undefined ? counted(parts.length, 'specialist') : '',
    lookups > 0 ? counted(lookups, 'look-up') : '',
    timings === undefined ? '' : durationInWords(timings.total),
  ].filter((words) => words !== '');
  const badge = degraded
    ? element('span', { class: 'pill', 'data-tone': 'busy', title: DEGRADED }, 'Stand-in model')
    : undefined;
  if (facts.length === 0 && badge === undefined) return [];
  return [element('p', { class: 'closing' }, badge, facts.join(' · '))];
}

const HELD = 'A person has this conversation. Your message was passed on; the answer appears here.';

const DEGRADED = 'The configured model did not answer, so the built-in one stood in for it.';

/** @param {Turn} turn @param {TurnActions} actions */
function problemNote(turn, actions) {
  const { title, detail, instance, code } = turn.problem ?? {
    title: 'Something went wrong',
    code: 'internal',
  };
  const action =
    code === 'unauthenticated' ? button('Sign in again', actions.signIn) : retryButton(turn, actions);
  const root = note(title, action);
  root.classList.add('problem');
  if (detail !== undefined) root.firstElementChild?.after(element('p', {}, detail));
  if (instance !== undefined) root.append(element('p', { class: 'reference' }, `Reference ${instance}`));
  return root;
}

/** @param {string} text @param {...HTMLElement} actions */
function note(text, ...actions) {
  return element('div', { class: 'note' }, element('p', {}, text), ...actions);
}

/** @param {Turn} turn @param {TurnActions} actions */
function retryButton(turn, actions) {
  return button('Ask again', () => actions.retry(turn));
}

/** @param {string} text @param {() => void} press */
function button(text, press) {
  return element('button', { type: 'button', class: 'small', click: press }, text);
}
