import { ageInWords, inWords, timeInWords } from '../words.js';
import { element } from './element.js';
import { createMarkdownView } from './markdown-view.js';

/**
 * @typedef {import('../inbox-api.js').HandoffPackage} HandoffPackage
 * @typedef {import('../../../contract/chat-api.js').MessageView} MessageView
 * @typedef {import('./inbox-view.js').DeskActions} DeskActions
 */

const WRITERS = { customer: 'Customer', assistant: 'Assistant', staff: 'Staff' };

/** A conversation that was handed over: why, what is known, what was said, and what can be done now. @param {Pick<DeskActions, 'step' | 'reply'>} actions */
export function createHandoffView({ step, reply }) {
  const head = element('header', { class: 'handoff-head' });
  const transcript = element('ol', { class: 'transcript', 'aria-label': 'Conversation' });
  const box = element('textarea', { id: 'reply', rows: 3, maxlength: 8_000 });
  const send = element('button', { type: 'submit', class: 'small strong' }, 'Send');
  const form = element(
    'form',
    { class: 'reply', submit },
    element('label', { for: 'reply' }, 'Reply to the customer'),
    box,
    element('div', { class: 'choices-row' }, send),
  );
  const claim = stepButton('Take over', 'small strong', 'claim');
  const release = stepButton('Give back to the assistant', 'small', 'release');
  const close = stepButton('Close', 'small', 'close');
  const steps = element('div', { class: 'choices-row steps' }, claim, release, close);
  const root = element(
    'article',
    { class: 'handoff', 'aria-label': 'Conversation' },
    head,
    steps,
    transcript,
    form,
  );
  /** @type {HandoffPackage | undefined} */
  let shown;
  let drawn = '';

  /** @param {string} text @param {string} look @param {import('../inbox-api.js').Step} which */
  function stepButton(text, look, which) {
    const press = () => shown && void step(shown.id, which);
    return element('button', { type: 'button', class: look, click: press }, text);
  }

  /** @param {Event} event */
  async function submit(event) {
    event.preventDefault();
    const text = box.value.trim();
    if (shown === undefined || text === '') return;
    const { id } = shown;
    // What was not taken stays in the box; what was written meanwhile does too.
    if ((await reply(id, text)) && shown?.id === id && box.value.trim() === text) box.value = '';
  }

  /** @param {HandoffPackage} handoff @param {boolean} busy */
  function update(handoff, busy) {
    if (shown?.id !== handoff.id) box.value = '';
    shown = handoff;
    claim.hidden = handoff.state !== 'queued';
    release.hidden = handoff.state !== 'person';
    close.hidden = handoff.state === 'closed';
    form.hidden = handoff.state !== 'person';
    for (const button of [claim, release, close, send]) button.disabled = busy;
    const next = JSON.stringify(handoff);
    if (drawn === next) return;
    drawn = next;
    head.replaceChildren(...drawHead(handoff));
    transcript.replaceChildren(...handoff.transcript.map(drawMessage));
    transcript.lastElementChild?.scrollIntoView({ block: 'nearest' });
  }

  return { element: root, update };
}

/** @param {HandoffPackage} handoff @returns {HTMLElement[]} */
function drawHead({
  reason,
  summary,
  customerId,
  createdAt,
  state,
  staffId,
  ending,
  facts,
  tried,
  proposals,
}) {
  const who = [customerId ?? 'Guest', ageInWords(createdAt, new Date())].join(' · ');
  const states = {
    queued: 'Waits',
    person: `With ${staffId ?? 'a colleague'}`,
    closed: ending === 'released' ? 'Given back to the assistant' : 'Closed',
  };
  return [
    element(
      'p',
      { class: 'card-row' },
      element('span', { class: 'pill', 'data-tone': state === 'queued' ? 'busy' : 'quiet' }, states[state]),
      element('span', { class: 'card-over' }, who),
    ),
    element('h2', { class: 'card-title' }, inWords(reason)),
    element('p', {}, summary),
    ...drawList(
      'Known',
      facts.map(({ kind, label }) => `${inWords(kind)}: ${label}`),
    ),
    ...drawList('Tried already', tried),
    ...drawList(
      'Proposed',
      proposals.map((each) => `${each.summary.title} (${inWords(each.status).toLowerCase()})`),
    ),
  ];
}

/** @param {string} title @param {readonly string[]} lines @returns {HTMLElement[]} */
function drawList(title, lines) {
  if (lines.length === 0) return [];
  return [
    element('h3', {}, title),
    element('ul', { class: 'action-lines' }, ...lines.map((line) => element('li', {}, line))),
  ];
}

/** @param {MessageView} message */
function drawMessage({ role, text, createdAt }) {
  const words = element('div', { class: 'words' });
  // Only the assistant writes markup; what people write is shown as they wrote it.
  if (role === 'assistant') createMarkdownView(words, () => undefined)(text);
  else words.append(element('p', { class: 'as-written' }, text));
  return element(
    'li',
    { 'data-role': role },
    element('p', { class: 'card-over' }, `${WRITERS[role]}, ${timeInWords(createdAt, new Date())}`),
    words,
  );
}
