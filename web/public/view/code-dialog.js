import { timeInWords } from '../words.js';
import { byId } from './element.js';

/**
 * @typedef {ReturnType<typeof import('../verification.js').createVerification>} Verification
 */

/**
 * Asks for the one-time code that a change needs. The code is sent as the dialog opens; Escape and Cancel leave things
 * as they are.
 * @param {Verification} verification @param {() => boolean} isDemo whether codes go to a log, where nobody has a mailbox
 */
export function createCodeDialog(verification, isDemo) {
  const dialog = byId('code-dialog', HTMLDialogElement);
  const form = byId('code-form', HTMLFormElement);
  const input = byId('code', HTMLInputElement);
  const words = byId('code-words', HTMLElement);
  const problem = byId('code-problem', HTMLElement);
  const submit = byId('code-submit', HTMLButtonElement);
  /** @type {Promise<boolean> | undefined} */
  let asking;

  async function sendCode() {
    problem.textContent = '';
    words.textContent = 'A code is being sent to you…';
    const result = await verification.request();
    if (result.kind === 'refused') {
      words.textContent = 'No code was sent.';
      problem.textContent = result.words;
      return;
    }
    const until = timeInWords(result.expiresAt, new Date());
    words.textContent = `This change needs a one-time code. ${isDemo() ? IN_LOG : BY_MAIL} It works until ${until}.`;
  }

  async function check() {
    if (submit.disabled) return;
    submit.disabled = true;
    const result = await verification.confirm(input.value);
    submit.disabled = false;
    if (result.kind === 'taken') return dialog.close('taken');
    problem.textContent = result.words;
    input.select();
    input.focus();
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void check();
  });
  byId('code-again', HTMLButtonElement).addEventListener('click', () => void sendCode());
  byId('code-cancel', HTMLButtonElement).addEventListener('click', () => dialog.close('cancelled'));

  /** @returns {Promise<boolean>} */
  function open() {
    input.value = '';
    dialog.returnValue = '';
    dialog.showModal();
    input.focus();
    void sendCode();
    return new Promise((resolve) => {
      dialog.addEventListener('close', () => resolve(dialog.returnValue === 'taken'), { once: true });
    });
  }

  /** Whether a code was taken. Asked twice at a time, it is one question. */
  return async function askForCode() {
    asking ??= open();
    try {
      return await asking;
    } finally {
      asking = undefined;
    }
  };
}

const BY_MAIL = 'We have sent one to the e-mail address of your account.';
const IN_LOG = 'In this demonstration it is written to the log of the service.';
