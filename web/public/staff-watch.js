/**
 * @typedef {import('../../contract/chat-api.js').MessageView} MessageView
 * @typedef {import('../../contract/chat-api.js').SessionOwner} SessionOwner
 * @typedef {Pick<import('./api.js').Api, 'session' | 'messages'>} StaffWatchApi
 * @typedef {object} WatchedPlace
 * @property {() => string} sessionId
 * @property {(messages: readonly MessageView[]) => void} hear what the staff wrote, known and new
 * @property {(owner: SessionOwner) => void} tell who has the conversation
 */

const POLL_MS = 5_000;

/**
 * Brings what the staff write into a conversation while it is theirs, or they are called. It asks again until the bot
 * has the conversation, or nobody; a server that cannot say who has one leaves it to the bot.
 * @param {StaffWatchApi} api @param {WatchedPlace} place @param {{ pollMs?: number }} [options]
 */
export function createStaffWatch(api, place, { pollMs = POLL_MS } = {}) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let watching = false;

  /** Asks who has the conversation, and what was written in it if that is the staff. */
  async function look() {
    stop();
    const id = place.sessionId();
    if (id === '') return;
    const looked = await read(id);
    if (place.sessionId() !== id) return;
    if (looked !== undefined) {
      place.hear(looked.messages);
      place.tell(looked.owner);
      watching = isWithStaff(looked.owner);
    }
    stop();
    if (watching) timer = setTimeout(look, pollMs);
  }

  /** The owner first: the last words of a person are there before they let go. @param {string} id */
  async function read(id) {
    try {
      const { owner } = await api.session(id);
      /** @type {readonly MessageView[]} */
      const messages = watching || isWithStaff(owner) ? await api.messages(id) : [];
      return { owner, messages: messages.filter(({ role }) => role === 'staff') };
    } catch {
      return undefined;
    }
  }

  function stop() {
    clearTimeout(timer);
    timer = undefined;
  }

  return {
    look,
    /** Brings what they have written so far, whoever has the conversation: a decision may come with a note. */
    async catchUp() {
      const id = place.sessionId();
      const messages = await api.messages(id).catch(() => []);
      if (place.sessionId() === id) place.hear(messages.filter(({ role }) => role === 'staff'));
    },
    /** The conversation was left. */
    stop() {
      stop();
      watching = false;
      place.tell('bot');
    },
  };
}

/** @param {SessionOwner} owner */
function isWithStaff(owner) {
  return owner === 'queued' || owner === 'person';
}
