import { element } from './element.js';

/**
 * @typedef {import('../../../contract/citation.js').Citation} Citation
 */

const GAP = 8;

/** The one popover that shows the passage behind a footnote. Escape or a click elsewhere closes it; the browser then gives the focus back. */
export function createCitationPopover() {
  const number = element('span', { class: 'footnote-number' });
  const title = element('p', { class: 'popover-title', id: 'popover-title' });
  const excerpt = element('blockquote', {});
  const close = element(
    'button',
    { type: 'button', class: 'quiet', click: () => root.hidePopover() },
    'Close',
  );
  const root = element(
    'div',
    { popover: 'auto', class: 'citation', role: 'dialog', 'aria-labelledby': 'popover-title', tabindex: -1 },
    element('div', { class: 'popover-head' }, number, title),
    excerpt,
    close,
  );
  document.body.append(root);
  /** @param {Citation} citation @param {number} place @param {HTMLElement} anchor */
  function show(citation, place, anchor) {
    number.textContent = String(place);
    title.textContent = citation.title.split(' > ').join(' › ');
    excerpt.textContent = citation.excerpt;
    root.showPopover();
    moveBeside(root, anchor);
    root.focus();
  }

  return { show, hide: () => root.hidePopover() };
}

/** Below the anchor, or above it where there is no room; on a narrow screen the style sheet docks it at the bottom. @param {HTMLElement} root @param {HTMLElement} anchor */
function moveBeside(root, anchor) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = root.getBoundingClientRect();
  const below = at.bottom + GAP + height <= window.innerHeight;
  const left = Math.min(Math.max(GAP, at.left - 24), window.innerWidth - width - GAP);
  root.style.setProperty('--left', `${left}px`);
  root.style.setProperty('--top', `${below ? at.bottom + GAP : Math.max(GAP, at.top - GAP - height)}px`);
}
