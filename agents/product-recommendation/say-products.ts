import type { ProductHit } from '../../tools/catalog/product-view.js';
import { capitalize, sayAll, sayNumbered } from '../playbook/say.js';

/** A numbered list of products, each with price, rating, stock and what else the tool says of it. */
export function sayHits(hits: readonly ProductHit[]): string {
  return sayNumbered(hits.map(sayHit));
}

function sayHit(hit: ProductHit): string {
  const rating = hit.rating === null ? '' : `, ${hit.rating.average.toFixed(1)} of 5 stars`;
  const stock = hit.inStock ? '' : ', out of stock at the moment';
  // That it has the words asked for is seen from its name and description.
  const why = hit.why
    .filter((reason) => !/^(?:matches "|close to what)/.test(reason))
    .slice(0, 2)
    .join('; ');
  const [sentence = ''] = hit.description.split(/(?<=\.)\s/);
  return sayAll([
    `**${hit.name}** by ${hit.brand}, ${sayPrice(hit)}${rating}${stock}.`,
    sentence,
    why === '' ? '' : `${capitalize(why).replace(/\.$/, '')}.`,
  ]);
}

/** "$49.00", or "from $49.00" when variants cost more. */
export function sayPrice({ priceFrom, priceTo }: Pick<ProductHit, 'priceFrom' | 'priceTo'>): string {
  return priceFrom.cents === priceTo.cents ? priceFrom.text : `from ${priceFrom.text}`;
}
