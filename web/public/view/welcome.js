import { byId, element } from './element.js';

const EXAMPLES = [
  { text: 'Where is my last order, and can I still return the headphones?' },
  { text: 'My robot vacuum will not charge. Is it still under warranty?' },
  { text: 'Find me quiet over-ear headphones under $200 that are in stock.' },
  { text: 'Has my order shipped, and what would go well with my coffee machine?' },
];

/** What an empty conversation shows: what this is for, and sentences to begin with. @param {(text: string) => void} send */
export function createWelcome(send) {
  const root = byId('welcome', HTMLElement);
  byId('examples', HTMLUListElement).replaceChildren(
    ...EXAMPLES.map(({ text }) =>
      element(
        'li',
        {},
        element('button', { type: 'button', class: 'example', click: () => send(text) }, text),
      ),
    ),
  );
  return {
    /** @param {boolean} shown @param {string} firstName */
    update(shown, firstName) {
      root.hidden = !shown;
      byId('welcome-title', HTMLElement).textContent =
        firstName === '' ? 'What can we sort out?' : `What can we sort out, ${firstName}?`;
    },
  };
}
