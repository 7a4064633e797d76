import { plainText, withoutOpenMark } from '../markdown-inline.js';
import { inWords, reasonInWords } from '../words.js';
import { createActionCard } from './action-card.js';
import { createActivityView } from './activity-view.js';
import { element } from './element.js';
import { drawItem } from './item-card.js';
import { createMarkdownView } from './markdown-view.js';

/**
 * @typedef {import('../turn-state.js').Part} Part
 * @typedef {import('../../../contract/citation.js').Citation} Citation
 * @typedef {object} PartActions
 * @property {(citation: Citation, number: number, anchor: HTMLElement) => void} showCitation
 * @property {import('./item-card.js').ItemActions} items
 * @property {import('./action-card.js').Decide} decide
 * @typedef {{ running: boolean, several: boolean, line: number, hint: string }} Surroundings
 * running: words may still come; several: the message had more than one request; hint: what to do about a missing part
 */

/** One request of a turn: who works on it, the words, the cards and the sources. @param {PartActions} actions */
export function createPartView(actions) {
  const activity = createActivityView();
  const asked = element('p', { class: 'part-request' });
  const words = element('div', { class: 'words' });
  const notice = element('p', { class: 'part-notice' });
  const items = element('ul', { class: 'items', 'aria-label': 'Items' });
  const proposed = element('div', { class: 'actions' });
  const sources = element('ol', { class: 'sources', 'aria-label': 'Sources' });
  const body = element(
    'div',
    { class: 'part-body' },
    activity.element,
    asked,
    words,
    notice,
    items,
    proposed,
    sources,
  );
  const root = element(
    'section',
    { class: 'part' },
    element('span', { class: 'jack', 'aria-hidden': 'true' }),
    body,
  );

  /** @type {Map<string, ReturnType<typeof createActionCard>>} */
  const cards = new Map();
  /** @type {Part | undefined} */
  let shown;
  const draw = createMarkdownView(words, (chunkId) => {
    const number = (shown?.citations ?? []).findIndex((each) => each.chunkId === chunkId) + 1;
    const citation = shown?.citations[number - 1];
    return citation && footnoteMark(citation, number, actions.showCitation);
  });

  /** @param {Part} part @param {Surroundings} surroundings */
  function update(part, { running, several, line, hint }) {
    const before = shown;
    shown = part;
    const arriving = running && (part.status === 'working' || part.status === 'waiting');
    root.dataset.status = running ? part.status : settledStatus(part);
    root.dataset.line = String(line);
    sources.hidden = arriving;
    root.setAttribute('aria-label', part.agent === '' ? 'Answer' : `${inWords(part.agent)}: answer`);
    activity.update(part, running);
    asked.textContent = several ? part.request : '';
    draw(arriving ? withoutOpenMark(part.text) : answerOf(part), {
      redraw: before?.citations !== part.citations,
    });
    notice.textContent = noticeOf(part, hint);
    if (before?.items !== part.items)
      items.replaceChildren(...part.items.map((item) => drawItem(item, actions.items)));
    if (before?.citations !== part.citations) drawSources(part.citations);
    // What was done to an order made its card the picture of before.
    items.classList.toggle(
      'stale',
      part.actions.some(({ view }) => view.status === 'committed'),
    );
    for (const action of part.actions) cardOf(action.view.id).update(action, running);
  }

  /** @param {string} id */
  function cardOf(id) {
    const known = cards.get(id);
    if (known !== undefined) return known;
    const made = createActionCard(actions.decide);
    cards.set(id, made);
    proposed.append(made.element);
    return made;
  }

  /** @param {readonly Citation[]} citations */
  function drawSources(citations) {
    sources.replaceChildren(
      ...citations.map((citation, index) =>
        element('li', {}, footnoteNumber(index + 1), sourceButton(citation, index + 1, actions.showCitation)),
      ),
    );
  }

  return { element: root, update };
}

/** What a screen reader is told once a part has come to its end. @param {Part} part @param {string} hint */
export function spokenPart(part, hint) {
  const cards = part.items.length > 0 ? `${part.items.length} items shown.` : '';
  return [plainText(answerOf(part)), noticeOf(part, hint), cards].filter((text) => text !== '').join(' ');
}

/** @param {Part} part */
function settledStatus(part) {
  return part.status === 'working' || part.status === 'waiting' ? 'unfinished' : part.status;
}

/** The text of a part that failed before it said anything is the word that it failed. @param {Part} part */
function answerOf(part) {
  return part.status === 'failed' && part.incomplete === '' ? '' : part.text;
}

/** That something is missing, in the server's words; in the page's own where it sent none. @param {Part} part @param {string} hint */
function noticeOf(part, hint) {
  if (part.incomplete === '' && part.status !== 'failed') return '';
  const said = part.incomplete === '' ? part.text : part.note;
  if (said.trim() !== '') return plainText(said);
  const who = part.agent === '' ? 'This part' : inWords(part.agent);
  return `${who} ${reasonInWords(part.reason || part.incomplete)}. ${hint}`.trim();
}

/** @param {Citation} citation @param {number} number @param {PartActions['showCitation']} show */
function footnoteMark(citation, number, show) {
  const label = `Source ${number}: ${citation.title}`;
  /** @param {{ currentTarget: HTMLElement }} event */
  const open = (event) => show(citation, number, event.currentTarget);
  return element(
    'sup',
    {},
    element(
      'button',
      { type: 'button', class: 'footnote', 'aria-label': label, click: open },
      String(number),
    ),
  );
}

/** @param {number} number */
function footnoteNumber(number) {
  return element('span', { class: 'footnote-number', 'aria-hidden': 'true' }, String(number));
}

/** @param {Citation} citation @param {number} number @param {PartActions['showCitation']} show */
function sourceButton(citation, number, show) {
  /** @param {{ currentTarget: HTMLElement }} event */
  const open = (event) => show(citation, number, event.currentTarget);
  return element(
    'button',
    { type: 'button', class: 'source', click: open },
    citation.title.split(' > ').join(' › '),
  );
}
