import { ageInWords, counted, inWords, moneyInWords } from '../words.js';
import { createApprovalView } from './approval-view.js';
import { byId, element } from './element.js';
import { createHandoffView } from './handoff-view.js';

/**
 * @typedef {import('../inbox.js').InboxState} InboxState
 * @typedef {import('../inbox.js').Chosen} Chosen
 * @typedef {object} DeskActions
 * @property {(token: string) => void} signIn
 * @property {() => void} signOut
 * @property {(id: string, step: import('../inbox-api.js').Step) => Promise<boolean>} step
 * @property {(id: string, text: string) => Promise<boolean>} reply whether it was taken
 * @property {(approval: import('../inbox-api.js').ApprovalView, decision: import('../inbox-api.js').DecideApproval) => Promise<boolean>} decide
 */

/** The inbox: what waits at one side, the one that is looked at beside it; one after the other on a narrow screen. @param {DeskActions} actions */
export function createInboxView(actions) {
  const form = byId('sign-in', HTMLFormElement);
  const input = byId('staff-token', HTMLInputElement);
  const chosen = byId('chosen', HTMLElement);
  const handoff = createHandoffView(actions);
  const approval = createApprovalView(actions);
  const say = createCountAnnouncer();
  let listed = '';

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const token = input.value.trim();
    input.value = '';
    if (token !== '') actions.signIn(token);
  });
  byId('sign-out', HTMLButtonElement).addEventListener('click', actions.signOut);

  /** @param {InboxState} state @param {boolean} signedIn */
  function show(state, signedIn) {
    const fault = state.problem ?? state.unread;
    const problem = [fault?.title, fault?.detail].filter(Boolean).join('. ');
    form.hidden = signedIn;
    byId('desk', HTMLElement).hidden = !signedIn;
    byId('sign-out', HTMLButtonElement).hidden = !signedIn;
    setText(byId('sign-in-problem', HTMLElement), signedIn ? '' : problem);
    setText(byId('inbox-problem', HTMLElement), signedIn ? problem : '');
    byId('inbox-problem', HTMLElement).hidden = problem === '';
    if (!signedIn) return;
    drawLists(state);
    showChosen(state);
    say(state);
  }

  /** The lists are drawn when they differ, so that a reader's focus in them survives the next look. @param {InboxState} state */
  function drawLists({ waiting }) {
    const place = location.hash;
    const next = JSON.stringify([waiting, place]);
    if (next === listed) return;
    listed = next;
    const focused = document.activeElement instanceof HTMLAnchorElement ? document.activeElement.hash : '';
    byId('approvals', HTMLUListElement).replaceChildren(
      ...orNothing(waiting.approvals.map((each) => drawLink(`#approvals/${each.id}`, approvalWords(each)))),
    );
    byId('handoffs', HTMLUListElement).replaceChildren(
      ...orNothing(waiting.handoffs.map((each) => drawLink(`#handoffs/${each.id}`, handoffWords(each)))),
    );
    for (const link of document.querySelectorAll('.waiting a'))
      if (link instanceof HTMLAnchorElement && link.hash === focused) link.focus();
  }

  /** @param {InboxState} state */
  function showChosen({ chosen: now, busy }) {
    document.body.classList.toggle('looking', location.hash.length > 1);
    const next = now.kind === 'handoff' ? handoff : now.kind === 'approval' ? approval : undefined;
    if (now.kind === 'handoff') handoff.update(now.handoff, busy);
    if (now.kind === 'approval') approval.update(now.approval, busy);
    const root = next?.element ?? NOTHING_CHOSEN;
    if (chosen.firstChild !== root) chosen.replaceChildren(root);
  }

  return { show };
}

const NOTHING_CHOSEN = element('p', { class: 'hushed' }, 'Choose what to look at.');

/** An alert speaks when its text changes, so the same text is not written again. @param {HTMLElement} box @param {string} text */
function setText(box, text) {
  if (box.textContent !== text) box.textContent = text;
}

/** @param {HTMLElement[]} items @returns {HTMLElement[]} */
function orNothing(items) {
  return items.length > 0 ? items : [element('li', { class: 'hushed' }, 'Nothing waits.')];
}

/** @param {string} place @param {{ title: string, about: string, state: string }} words */
function drawLink(place, { title, about, state }) {
  return element(
    'li',
    {},
    element(
      'a',
      { href: place, 'aria-current': location.hash === place ? 'page' : undefined },
      element('span', { class: 'waiting-title' }, title),
      element('span', { class: 'hushed' }, about),
      element('span', { class: 'pill', 'data-tone': state === 'Waits' ? 'busy' : 'quiet' }, state),
    ),
  );
}

/** @param {import('../inbox-api.js').ApprovalView} approval */
function approvalWords({ summary, customerId, amount, status }) {
  const sum = amount === undefined ? '' : ` · ${moneyInWords(amount)}`;
  return {
    title: summary.title,
    about: `${customerId}${sum}`,
    state: status === 'waiting-for-staff' ? 'Waits' : inWords(status),
  };
}

/** @param {import('../inbox-api.js').HandoffView} handoff */
function handoffWords({ reason, customerId, createdAt, state, staffId }) {
  return {
    title: inWords(reason),
    about: `${customerId ?? 'Guest'} · ${ageInWords(createdAt, new Date())}`,
    state: state === 'queued' ? 'Waits' : state === 'person' ? `With ${staffId ?? 'a colleague'}` : 'Closed',
  };
}

/** Tells a screen reader when more waits than before. @returns {(state: InboxState) => void} */
function createCountAnnouncer() {
  const spoken = byId('spoken', HTMLElement);
  let known = 0;
  return ({ waiting }) => {
    const count =
      waiting.approvals.length + waiting.handoffs.filter(({ state }) => state === 'queued').length;
    if (count > known) spoken.replaceChildren(element('p', {}, `${counted(count, 'thing')} to look at.`));
    known = count;
  };
}
