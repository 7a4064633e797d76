import type { Calendar } from './calendar.js';
import { CATALOG } from './catalog.js';
import type { CatalogProduct } from './catalog-product.js';
import { FIRST_NAMES, LAST_NAMES } from './names.js';
import { createRandom, type Random } from './random.js';
import { ASPECTS, CATEGORY_ASPECTS } from './review-words.js';
import type { Row, World } from './world.js';

const TITLES: Readonly<Record<number, readonly string[]>> = {
  1: ['Sent it back', 'Disappointed'],
  2: ['Expected more', 'Not for me'],
  3: ['It is all right', 'Good with a but'],
  4: ['Very good', 'Happy with it'],
  5: ['Would buy it again', 'Exactly right'],
};

/** Adds four to nine reviews a product; what they praise or complain of fits the category and the rating. */
export function addReviews(world: World, seed: number, calendar: Calendar): void {
  const random = createRandom(seed, 'reviews');
  for (const product of CATALOG) {
    const count = random.integer(4, 9);
    for (let number = 1; number <= count; number += 1) {
      world.reviews.push(reviewOf(product, number, random, calendar));
    }
  }
}

function reviewOf(
  product: CatalogProduct,
  number: number,
  random: Random,
  calendar: Calendar,
): Row<'reviews'> {
  const rating = Number(random.weighted({ '1': 4, '2': 7, '3': 16, '4': 38, '5': 35 }));
  const names = CATEGORY_ASPECTS[product.category] ?? CATEGORY_ASPECTS.default ?? [];
  const sentences = random.sample(names, random.integer(2, 3)).map((name, index) => {
    const words = ASPECTS[name];
    if (!words) throw new Error(`no words for the aspect ${name}`);
    const praised = rating >= 4 ? index < 2 || random.chance(0.6) : rating === 3 && index === 0;
    return random.pick(praised ? words.praise : words.complaint);
  });
  return {
    id: `${product.id}-r${number}`,
    product_id: product.id,
    rating,
    title: random.pick(TITLES[rating] ?? []),
    text: sentences.join(' '),
    author: `${random.pick(FIRST_NAMES)} ${random.pick(LAST_NAMES).charAt(0)}.`,
    at: calendar.daysAgo(random.integer(3, 500), random.integer(6, 22)),
  };
}
