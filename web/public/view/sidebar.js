import { ageInWords } from '../words.js';
import { byId, element, icon } from './element.js';

/**
 * @typedef {import('../../../contract/chat-api.js').SessionView} SessionView
 */

/**
 * The list of conversations; on a narrow screen a drawer that Escape and the scrim close.
 * @param {{ open: (session: SessionView) => void, remove: (session: SessionView) => void, startNew: () => void }} actions
 */
export function createSidebar({ open, remove, startNew }) {
  const sidebar = byId('sidebar', HTMLElement);
  const scrim = byId('scrim', HTMLElement);
  const toggle = byId('open-sidebar', HTMLButtonElement);
  const list = byId('past-list', HTMLUListElement);
  const empty = byId('past-empty', HTMLElement);
  const narrow = matchMedia('(max-width: 800px)');

  /** @param {boolean} shown */
  function setOpen(shown) {
    sidebar.classList.toggle('open', shown);
    sidebar.inert = narrow.matches && !shown;
    scrim.hidden = !(narrow.matches && shown);
    toggle.setAttribute('aria-expanded', String(shown));
    if (shown) byId('new-conversation', HTMLButtonElement).focus();
  }

  function close() {
    if (!sidebar.classList.contains('open')) return;
    const hadFocus = sidebar.contains(document.activeElement);
    setOpen(false);
    if (hadFocus) toggle.focus();
  }

  function begin() {
    close();
    startNew();
  }

  toggle.addEventListener('click', () => setOpen(!sidebar.classList.contains('open')));
  scrim.addEventListener('click', close);
  narrow.addEventListener('change', () => setOpen(false));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  byId('new-conversation', HTMLButtonElement).addEventListener('click', begin);
  byId('new-conversation-short', HTMLButtonElement).addEventListener('click', begin);
  setOpen(false);

  /** @param {readonly SessionView[]} sessions @param {string} current */
  function update(sessions, current) {
    empty.hidden = sessions.length > 0;
    list.replaceChildren(...sessions.map((session) => drawSession(session, session.id === current)));
  }

  /** @param {SessionView} session @param {boolean} isCurrent */
  function drawSession(session, isCurrent) {
    const title = session.title || 'Untitled';
    const choose = () => {
      close();
      open(session);
    };
    return element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'session', 'aria-current': isCurrent ? 'page' : undefined, click: choose },
        element('span', { class: 'session-title' }, title),
        element('span', { class: 'session-age' }, ageInWords(session.updatedAt, new Date())),
      ),
      element(
        'button',
        {
          type: 'button',
          class: 'session-delete',
          'aria-label': `Delete: ${title}`,
          click: () => remove(session),
        },
        icon('delete'),
      ),
    );
  }

  return { update, close };
}
