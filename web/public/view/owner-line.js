import { byId } from './element.js';

const WORDS = {
  bot: '',
  queued: 'A colleague has been called and will join you here.',
  person: 'You are writing with a person.',
  closed: '',
};

/** Says over the message box who has the conversation, unless that is the bot. @param {import('../../../contract/chat-api.js').SessionOwner} owner */
export function showOwner(owner) {
  const line = byId('owner', HTMLElement);
  if (line.textContent === WORDS[owner]) return;
  line.textContent = WORDS[owner];
  line.hidden = WORDS[owner] === '';
}
