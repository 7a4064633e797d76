import { dayInWords, inWords, moneyInWords } from '../words.js';
import { element } from './element.js';

/**
 * @typedef {import('../../../contract/display-item.js').DisplayItem} DisplayItem
 * @typedef {Extract<DisplayItem, { kind: 'product' }>} Product
 * @typedef {Extract<DisplayItem, { kind: 'order' }>} Order
 * @typedef {object} ItemActions
 * @property {(product: Product) => void} askAbout
 * @property {(text: string) => void} draft puts words into the message box, for the customer to finish
 */

/** A product or an order as a card of a list. @param {DisplayItem} item @param {ItemActions} actions */
export function drawItem(item, actions) {
  return item.kind === 'product' ? drawProduct(item, actions) : drawOrder(item, actions);
}

/** @param {Product} product @param {ItemActions} actions */
function drawProduct(product, actions) {
  const stock = element(
    'span',
    { class: 'pill', 'data-tone': product.inStock ? 'good' : 'quiet' },
    product.inStock ? 'In stock' : 'Out of stock',
  );
  return element(
    'li',
    { class: 'card' },
    element('p', { class: 'card-over' }, product.brand),
    element('p', { class: 'card-title' }, product.name),
    element(
      'p',
      { class: 'card-row' },
      element('span', { class: 'price' }, moneyInWords(product.price)),
      stock,
    ),
    product.reason === undefined ? undefined : element('p', { class: 'card-reason' }, product.reason),
    element(
      'p',
      { class: 'card-actions' },
      cardButton('Tell me more', `Tell me more about ${product.name}`, () => actions.askAbout(product)),
    ),
  );
}

/** @param {Order} order @param {ItemActions} actions */
function drawOrder(order, actions) {
  const lines = order.lines.map(({ name, quantity }) =>
    element('li', {}, element('span', { class: 'quantity' }, `${quantity} ×`), ` ${name}`),
  );
  const buttons = order.allowedActions.map((action) =>
    cardButton(inWords(action), `${inWords(action)}: order ${order.id}`, () =>
      actions.draft(draftOf(action, order.id)),
    ),
  );
  return element(
    'li',
    { class: 'card', 'data-kind': 'order' },
    element('p', { class: 'card-over' }, `Placed ${dayInWords(order.placedAt)}`),
    element(
      'p',
      { class: 'card-row' },
      element('span', { class: 'card-title' }, order.id),
      statusPill(order.status),
    ),
    element('ul', { class: 'order-lines' }, ...lines),
    element(
      'p',
      { class: 'card-row' },
      element('span', { class: 'card-quiet' }, 'Total'),
      element('span', { class: 'price' }, moneyInWords(order.total)),
    ),
    buttons.length === 0 ? undefined : element('p', { class: 'card-actions' }, ...buttons),
  );
}

/** @param {string} status */
function statusPill(status) {
  const tone = status === 'delivered' ? 'good' : status === 'cancelled' ? 'quiet' : 'busy';
  return element('span', { class: 'pill', 'data-tone': tone }, inWords(status));
}

/** @param {string} action @param {string} orderId */
function draftOf(action, orderId) {
  return `I would like to ${inWords(action).toLowerCase()} order ${orderId}: `;
}

/** @param {string} text @param {string} label @param {() => void} press */
function cardButton(text, label, press) {
  return element('button', { type: 'button', class: 'small', 'aria-label': label, click: press }, text);
}
