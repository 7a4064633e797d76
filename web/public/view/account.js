import { byId, element } from './element.js';

/**
 * @typedef {import('../api.js').DemoCustomer} DemoCustomer
 * @typedef {{ kind: 'guest' } | { kind: 'token', token: string } | { kind: 'demo', customer: DemoCustomer }} Choice
 */

/**
 * Shows who is writing and lets somebody else be chosen: a demo customer where the server offers them, a token, or
 * nobody.
 * @param {{ choose: (choice: Choice) => void }} actions
 */
export function createAccount({ choose }) {
  const dialog = byId('account-dialog', HTMLDialogElement);
  const choices = byId('account-choices', HTMLElement);
  const token = byId('token', HTMLInputElement);
  byId('account', HTMLButtonElement).addEventListener('click', open);
  byId('token-form', HTMLFormElement).addEventListener('submit', () => {
    if (token.value.trim() !== '') choose({ kind: 'token', token: token.value.trim() });
    token.value = '';
  });

  function open() {
    if (!dialog.open) dialog.showModal();
  }

  /** @param {Choice} choice */
  function take(choice) {
    dialog.close();
    choose(choice);
  }

  /** @param {Choice} choice @param {readonly DemoCustomer[]} customers */
  function update(choice, customers) {
    const { name, about } = describe(choice);
    byId('account-name', HTMLElement).textContent = name;
    byId('account-about', HTMLElement).textContent = about;
    byId('account-initials', HTMLElement).textContent = initialsOf(choice.kind === 'demo' ? name : '');
    const chosen = choice.kind === 'demo' ? choice.customer.id : choice.kind;
    choices.replaceChildren(
      ...customers.map((customer) =>
        drawChoice(customer.name, customer.about, customer.id === chosen, () =>
          take({ kind: 'demo', customer }),
        ),
      ),
      drawChoice('Guest', 'Products and help guides, no account', chosen === 'guest', () =>
        take({ kind: 'guest' }),
      ),
    );
  }

  return { update, open };
}

/** @param {Choice} choice */
function describe(choice) {
  if (choice.kind === 'demo') return { name: choice.customer.name, about: 'Demo customer' };
  return choice.kind === 'token'
    ? { name: 'Signed in', about: 'With an access token' }
    : { name: 'Guest', about: 'Not signed in' };
}

/** @param {string} name */
function initialsOf(name) {
  const initials = name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('');
  return initials.slice(0, 2).toUpperCase() || '–';
}

/** @param {string} name @param {string} about @param {boolean} chosen @param {() => void} press */
function drawChoice(name, about, chosen, press) {
  return element(
    'button',
    { type: 'button', class: 'choice', 'aria-pressed': String(chosen), click: press },
    element('span', { class: 'initials', 'aria-hidden': 'true' }, initialsOf(name)),
    element(
      'span',
      { class: 'account-words' },
      element('span', {}, name),
      element('span', { class: 'hushed' }, about),
    ),
  );
}
