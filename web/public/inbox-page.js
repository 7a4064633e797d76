import { createInbox } from './inbox.js';
import { createInboxApi } from './inbox-api.js';
import { createInboxView } from './view/inbox-view.js';

const KEY = 'switchboard.staff';
const POLL_MS = 5_000;

/** The token lives as long as the browser tab. */
const token = () => sessionStorage.getItem(KEY) ?? '';
const api = createInboxApi({ fetch: globalThis.fetch.bind(globalThis), token });
const view = createInboxView({
  signIn(pasted) {
    sessionStorage.setItem(KEY, pasted);
    lookAtPlace();
  },
  signOut() {
    sessionStorage.removeItem(KEY);
    inbox.clear();
  },
  step: (id, step) => inbox.step(id, step),
  reply: (id, text) => inbox.reply(id, text),
  decide: (approval, decision) => inbox.decide(approval, decision),
});
const inbox = createInbox(api, (state) => {
  // A token that is not taken is as good as none: the form says so and asks for another.
  if (state.problem?.status === 401 || state.unread?.status === 401) sessionStorage.removeItem(KEY);
  view.show(state, token() !== '');
});

function lookAtPlace() {
  if (token() === '') inbox.clear();
  else void inbox.choose(location.hash.slice(1));
}

addEventListener('hashchange', lookAtPlace);
setInterval(() => {
  if (token() !== '' && !document.hidden) void inbox.refresh();
}, POLL_MS);
lookAtPlace();
