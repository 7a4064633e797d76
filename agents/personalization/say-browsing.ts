import type { Transcript } from '../../models/local/playbook.js';
import type { BrowsingView } from '../../tools/customers/browsing-view.js';
import { sayAll, sayList, sayNumbered } from '../playbook/say.js';
import { sayDate } from '../playbook/say-date.js';

/** What the customer looked at, searched for and put into the cart; said only because they asked. */
export function sayBrowsing(view: BrowsingView, { now, locale, request }: Transcript): string {
  const since = sayDate(view.since, now, locale);
  if (view.products.length === 0 && view.queries.length === 0) return `Nothing is recorded since ${since}.`;
  const isCart = /\b(?:cart|basket)\b/i.test(request);
  const products = isCart ? view.products.filter((product) => product.inCart) : view.products;
  if (isCart && products.length === 0) return `You put nothing into the cart since ${since}.`;
  const lines = products.map(
    ({ name, inCart, lastAt }) =>
      `${name}, last seen ${sayDate(lastAt, now, locale)}${inCart && !isCart ? ', in your cart' : ''}`,
  );
  const searches = sayList(view.queries.map(({ query }) => `"${query}"`));
  return sayAll(
    [
      lines.length > 0 &&
        `${isCart ? 'Put into the cart' : 'Looked at'} since ${since}:\n\n${sayNumbered(lines)}`,
      !isCart && searches !== '' && `You searched for ${searches}.`,
    ],
    '\n\n',
  );
}
