import { createApi } from './api.js';
import { createConversation } from './conversation.js';
import { createIdentity } from './identity.js';
import { problemOf } from './problem-of.js';
import { createVerification } from './verification.js';
import { createAccount } from './view/account.js';
import { createCitationPopover } from './view/citation-popover.js';
import { createCodeDialog } from './view/code-dialog.js';
import { createComposer } from './view/composer.js';
import { createConversationView } from './view/conversation-view.js';
import { confirmDelete } from './view/delete-dialog.js';
import { byId } from './view/element.js';
import { showHealth } from './view/health-line.js';
import { showOwner } from './view/owner-line.js';
import { createSidebar } from './view/sidebar.js';
import { createWelcome } from './view/welcome.js';

/**
 * @typedef {import('../../contract/chat-api.js').SessionView} SessionView
 * @typedef {import('./view/account.js').Choice} Choice
 */

const api = createApi({
  fetch: globalThis.fetch.bind(globalThis),
  token: () => identity.current().token,
  locale: navigator.language,
});
const identity = createIdentity(api, sessionStorage);

const popover = createCitationPopover();
const verify = createCodeDialog(
  createVerification(api, identity.useToken),
  () => identity.current().choice.kind === 'demo',
);
const view = createConversationView({
  showCitation: popover.show,
  // A turn that may have happened is asked for under its own key: the server then gives what it has, not a second run.
  retry: (turn) => ask(turn.question, turn.turnId === '' || turn.phase === 'lost' ? turn.key : undefined),
  signIn: () => account.open(),
  decide(id, decision) {
    conversation.decide(id, decision).catch((error) => view.showProblem(problemOf(error)));
  },
  items: {
    askAbout(product) {
      api.recordEvent({ kind: 'view', productId: product.id }).catch(() => undefined);
      ask(`Tell me more about ${product.name}`);
    },
    draft: (text) => composer.write(text),
  },
});
const conversation = createConversation(
  api,
  {
    show(turns) {
      view.show(turns);
      welcome.update(turns.length === 0 && conversation.sessionId() === '', identity.firstName());
    },
    change(turn) {
      welcome.update(false, '');
      view.change(turn);
    },
    tell: showOwner,
    settle() {
      composer.setRunning(false);
      refreshSessions().catch(() => undefined);
    },
  },
  { renewToken: () => identity.renew(), verify },
);
const composer = createComposer({ send: ask, stop: conversation.stop });
const welcome = createWelcome(ask);
const account = createAccount({ choose: (choice) => changeCustomer(choice) });
const sidebar = createSidebar({ open: (session) => open(session.id), remove, startNew });

/** @type {readonly SessionView[]} */
let sessions = [];

/** @param {string} text @param {string} [key] */
function ask(text, key) {
  if (conversation.isRunning()) return;
  composer.setRunning(true);
  view.toEnd();
  conversation.send(text, key).catch((error) => view.showProblem(problemOf(error)));
  showPlace();
}

function startNew() {
  conversation.startNew();
  composer.setRunning(false);
  showPlace();
  composer.focus();
}

/** @param {string} id */
async function open(id) {
  composer.setRunning(false);
  try {
    await conversation.open(id);
    showPlace();
  } catch (error) {
    conversation.startNew();
    view.showProblem(problemOf(error));
    showPlace();
  }
}

/** @param {SessionView} session */
async function remove(session) {
  if (!(await confirmDelete(session))) return;
  try {
    await api.deleteSession(session.id);
    if (conversation.sessionId() === session.id) startNew();
    await refreshSessions();
  } catch (error) {
    view.showProblem(problemOf(error));
  }
}

/** @param {Choice} choice */
async function changeCustomer(choice) {
  try {
    await identity.choose(choice);
    startNew();
    await refreshSessions();
  } catch (error) {
    view.showProblem(problemOf(error));
  }
  account.update(identity.current().choice, identity.current().customers);
}

async function refreshSessions() {
  // A guest has no account, so no list: the conversations of other guests are not theirs to see.
  sessions = identity.current().token === '' ? [] : await api.sessions();
  showPlace();
}

/** Says where we are: in the list, in the title and in the address, so that a reload comes back here. */
function showPlace() {
  const id = conversation.sessionId();
  const stored = sessions.find((session) => session.id === id)?.title;
  const title = stored || conversation.firstQuestion() || 'New conversation';
  // One that never took a message has no title, and nothing to come back to.
  const listed = sessions.filter((session) => session.title !== '' || session.id === id);
  sidebar.update(listed, id);
  byId('title', HTMLElement).textContent = title;
  document.title = title === 'New conversation' ? 'Switchboard support' : `${title} – Switchboard support`;
  history.replaceState(null, '', id === '' ? location.pathname : `#${id}`);
}

async function begin() {
  const wanted = /^#([A-Za-z0-9_-]{1,64})$/.exec(location.hash)?.[1];
  showHealth(api).catch(() => undefined);
  await identity.restore();
  account.update(identity.current().choice, identity.current().customers);
  if (wanted === undefined) startNew();
  else await open(wanted);
  await refreshSessions();
}

begin().catch((error) => view.showProblem(problemOf(error)));
