import { inWords, moneyInWords } from '../words.js';
import { element } from './element.js';

/**
 * @typedef {import('../inbox-api.js').ApprovalView} ApprovalView
 * @typedef {import('./inbox-view.js').DeskActions} DeskActions
 */

const TONES = new Map([
  ['committed', 'good'],
  ['rejected', 'bad'],
  ['failed', 'bad'],
]);

/** A write that a customer has confirmed, for a colleague to approve or reject. @param {Pick<DeskActions, 'decide'>} actions */
export function createApprovalView({ decide }) {
  const facts = element('div', { class: 'action' });
  const note = element('input', { id: 'approval-note', maxlength: 500, autocomplete: 'off' });
  const approve = element('button', { type: 'submit', class: 'small strong' }, 'Approve');
  const reject = element(
    'button',
    { type: 'button', class: 'small danger', click: () => send('reject') },
    'Reject',
  );
  const form = element(
    'form',
    { class: 'code-form', submit: submit },
    element('label', { for: 'approval-note' }, 'Note to the customer (optional)'),
    note,
    element('div', { class: 'choices-row' }, reject, approve),
  );
  const root = element('article', { class: 'approval', 'aria-label': 'Approval' }, facts, form);
  /** @type {ApprovalView | undefined} */
  let shown;

  /** @param {Event} event */
  function submit(event) {
    event.preventDefault();
    send('approve');
  }

  /** @param {'approve' | 'reject'} decision */
  function send(decision) {
    if (shown === undefined) return;
    const words = note.value.trim();
    void decide(shown, words === '' ? { decision } : { decision, note: words });
  }

  /** @param {ApprovalView} approval @param {boolean} busy */
  function update(approval, busy) {
    if (shown?.id !== approval.id) note.value = '';
    const { status } = approval;
    // One that is confirmed was approved and not carried out, as after a crash: approving it again makes that good.
    form.hidden = status !== 'waiting-for-staff' && status !== 'confirmed';
    approve.textContent = status === 'confirmed' ? 'Try again' : 'Approve';
    reject.hidden = status === 'confirmed';
    approve.disabled = busy;
    reject.disabled = busy;
    if (shown !== approval) drawFacts(facts, approval);
    shown = approval;
  }

  return { element: root, update };
}

/** @param {HTMLElement} root @param {ApprovalView} approval */
function drawFacts(root, approval) {
  const { summary, amount, status, customerId, sessionId, result, staffId, note } = approval;
  const waits = status === 'waiting-for-staff';
  const about = [`Customer ${customerId}`, `conversation ${sessionId}`, staffId && `decided by ${staffId}`];
  root.dataset.status = status;
  root.replaceChildren(
    element(
      'p',
      { class: 'card-row' },
      element(
        'span',
        { class: 'pill', 'data-tone': TONES.get(status) ?? 'busy' },
        waits ? 'Waits for approval' : inWords(status === 'committed' ? 'done' : status),
      ),
    ),
    element('h2', { class: 'card-title' }, summary.title),
    element('ul', { class: 'action-lines' }, ...summary.lines.map((line) => element('li', {}, line))),
    ...(amount === undefined
      ? []
      : [
          element(
            'p',
            { class: 'card-row action-amount' },
            element(
              'span',
              { class: 'card-quiet' },
              amount.cents < 0 ? 'From the customer' : 'To the customer',
            ),
            element('span', { class: 'price' }, moneyInWords({ ...amount, cents: Math.abs(amount.cents) })),
          ),
        ]),
    element('p', { class: 'card-quiet' }, about.filter(Boolean).join(' · ')),
    ...[note, result]
      .filter((text) => text !== undefined)
      .map((text) => element('p', { class: 'action-note' }, text)),
  );
}
