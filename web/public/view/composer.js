import { byId } from './element.js';

const LIMIT = 8_000;
const SHOW_COUNT_FROM = 7_000;

/**
 * The message box. Enter sends, Shift+Enter makes a line; while a turn runs nothing can be sent, the draft is kept and
 * the button stops the turn.
 * @param {{ send: (text: string) => void, stop: () => void }} actions
 */
export function createComposer({ send, stop }) {
  const form = byId('composer', HTMLFormElement);
  const box = byId('message', HTMLTextAreaElement);
  const sendButton = byId('send', HTMLButtonElement);
  const stopButton = byId('stop', HTMLButtonElement);
  const count = byId('count', HTMLElement);
  let running = false;

  function refresh() {
    sendButton.disabled = box.value.trim() === '';
    sendButton.hidden = running;
    stopButton.hidden = !running;
    count.textContent =
      box.value.length >= SHOW_COUNT_FROM ? `${LIMIT - box.value.length} characters left` : '';
    box.style.setProperty('height', 'auto');
    box.style.setProperty('height', `${box.scrollHeight}px`);
  }

  function submit() {
    const text = box.value.trim();
    if (running || text === '') return;
    box.value = '';
    refresh();
    send(text);
  }

  /** @param {string} text */
  function write(text) {
    box.value = text;
    refresh();
    box.focus();
    box.setSelectionRange(text.length, text.length);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  box.addEventListener('keydown', (event) => {
    // `isComposing`: Enter that ends the choice of a character (Japanese, Chinese) must not send.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    submit();
  });
  box.addEventListener('input', refresh);
  stopButton.addEventListener('click', () => {
    stop();
    box.focus();
  });
  refresh();

  return {
    write,
    /** Where there is a keyboard; on a phone it would only cover the page with one. */
    focus() {
      if (matchMedia('(hover: hover)').matches) box.focus();
    },
    /** @param {boolean} value */
    setRunning(value) {
      const hadFocus = document.activeElement === stopButton || document.activeElement === sendButton;
      running = value;
      refresh();
      if (hadFocus) box.focus();
    },
  };
}
