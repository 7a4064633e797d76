import { isEnded, isOpen } from '../action-state.js';
import { actionNote, actionState } from '../action-words.js';
import { moneyInWords, timeInWords } from '../words.js';
import { element } from './element.js';

/**
 * @typedef {import('../action-state.js').Action} Action
 * @typedef {import('../action-state.js').ActionView} ActionView
 * @typedef {import('../action-state.js').Decision} Decision
 * @typedef {(id: string, decision: Decision) => void} Decide
 * @typedef {{ text: string, decision: Decision, strong: boolean }} Choice
 */

/**
 * What was proposed, word for word as it was computed, with the buttons that decide it while it can be decided. It
 * looks unfinished until it is done.
 * @param {Decide} decide
 */
export function createActionCard(decide) {
  const root = element('section', { class: 'action', tabindex: -1 });
  /** @type {Action | undefined} */
  let shown;
  let wasRunning = false;

  /** @param {Action} action @param {boolean} running whether the answer that it belongs to is still being written */
  function update(action, running) {
    if (shown === action && wasRunning === running) return;
    shown = action;
    wasRunning = running;
    const hadFocus = root.contains(document.activeElement);
    const { view } = action;
    root.dataset.status = view.status;
    root.setAttribute('aria-label', `Proposed: ${view.summary.title}`);
    root.setAttribute('aria-busy', String(action.attempt.kind === 'sending'));
    root.replaceChildren(
      drawHead(action),
      element('p', { class: 'card-title' }, view.summary.title),
      element('ul', { class: 'action-lines' }, ...view.summary.lines.map((line) => element('li', {}, line))),
      ...drawFacts(action),
      ...drawNote(action, running),
      ...drawChoices(action, running, decide),
    );
    // The button that was pressed is gone; whoever used the keyboard stays at this card.
    if (hadFocus) root.focus();
  }

  return { element: root, update };
}

/** What a screen reader is told of an action, and told again when it changes. @param {Action} action */
export function spokenAction(action) {
  const { summary, amount, expiresAt } = action.view;
  const { words } = actionState(action);
  if (action.attempt.kind === 'sending') return words;
  if (!isOpen(action) || action.attempt.kind === 'failed')
    return `${words}: ${summary.title}. ${actionNote(action, false)}`.trim();
  if (action.view.status === 'proposed') return `${summary.title}. ${actionNote(action, false)}`;
  const money = amount === undefined || amount.cents === 0 ? '' : `${amountInWords(amount).join(' ')}.`;
  const until = `Not done yet. Confirm or decline it until ${timeInWords(expiresAt, new Date())}.`;
  return [`Proposed: ${summary.title}.`, ...summary.lines.map((line) => `${line}.`), money, until]
    .filter((text) => text !== '')
    .join(' ')
    .replaceAll('..', '.');
}

/** @param {Action} action */
function drawHead(action) {
  const { words, tone } = actionState(action);
  return element(
    'p',
    { class: 'card-row' },
    element('span', { class: 'pill', 'data-tone': tone }, words),
    isOpen(action)
      ? element('span', { class: 'card-over' }, `until ${timeInWords(action.view.expiresAt, new Date())}`)
      : undefined,
  );
}

/** @param {Action} action @returns {HTMLElement[]} */
function drawFacts(action) {
  const { amount, approval, status } = action.view;
  /** @type {HTMLElement[]} */
  const facts = [];
  // No money is named beside what did not happen.
  const mayMove = !isEnded(action) || status === 'committed';
  if (mayMove && amount !== undefined && amount.cents !== 0) {
    const [label, sum] = amountInWords(amount);
    facts.push(
      element(
        'p',
        { class: 'card-row action-amount' },
        element('span', { class: 'card-quiet' }, label),
        element('span', { class: 'price' }, sum),
      ),
    );
  }
  if (approval === 'staff' && isOpen(action))
    facts.push(element('p', { class: 'card-quiet' }, 'After you, a colleague has to approve it too.'));
  return facts;
}

/** Money goes to the customer where the amount is positive. @param {import('../../../contract/display-item.js').Money} amount */
function amountInWords({ cents, currency }) {
  const sum = moneyInWords({ cents: Math.abs(cents), currency });
  return /** @type {const} */ ([cents > 0 ? 'You get' : 'You pay', sum]);
}

/** @param {Action} action @param {boolean} running @returns {HTMLElement[]} */
function drawNote(action, running) {
  const note = actionNote(action, running);
  return note === '' ? [] : [element('p', { class: 'action-note' }, note)];
}

/** @param {Action} action @param {boolean} running @param {Decide} decide @returns {HTMLElement[]} */
function drawChoices(action, running, decide) {
  const { id, summary } = action.view;
  const busy = action.attempt.kind === 'sending' || running;
  const buttons = choicesOf(action, running).map(({ text, decision, strong }) =>
    element(
      'button',
      {
        type: 'button',
        class: strong ? 'small strong' : 'small',
        'aria-label': `${text}: ${summary.title}`,
        disabled: busy,
        click: () => decide(id, decision),
      },
      text,
    ),
  );
  return buttons.length === 0 ? [] : [element('p', { class: 'card-actions' }, ...buttons)];
}

/** @param {Action} action @param {boolean} running @returns {Choice[]} */
function choicesOf({ view, attempt }, running) {
  if (view.status === 'proposed' && !running) return [];
  if (attempt.kind === 'failed') {
    const again = { text: 'Try again', decision: attempt.decision, strong: true };
    const canDecline = attempt.decision === 'confirm' && isOpen({ view, attempt });
    return canDecline ? [again, DECLINE] : [again];
  }
  // It was confirmed and not carried out, as after a crash: the same decision again makes that good.
  if (view.status === 'confirmed') return [{ text: 'Try again', decision: 'confirm', strong: false }];
  return isOpen({ view, attempt }) ? [CONFIRM, DECLINE] : [];
}

/** @type {Choice} */
const CONFIRM = { text: 'Confirm', decision: 'confirm', strong: true };
/** @type {Choice} */
const DECLINE = { text: 'Decline', decision: 'decline', strong: false };
