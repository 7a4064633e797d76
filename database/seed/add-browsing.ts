import type { Calendar } from './calendar.js';
import { createRandom, type Random } from './random.js';
import type { World } from './world.js';

const SEARCH_WORDS = ['best', 'cheap', 'quiet', 'small', 'black', 'white', 'gift', 'replacement', 'for home'];
/** What a demo customer looks at; the others draw their interests. */
const DEMO_INTERESTS: Readonly<Record<string, readonly string[]>> = {
  C1001: ['headphones', 'earbuds', 'robot-vacuum'],
  C1008: ['robot-vacuum', 'stick-vacuum', 'air-purifier'],
};

/** Adds 15 to 45 browsing events a customer over the last 120 days, mostly in the few categories that interest them. */
export function addBrowsing(world: World, seed: number, calendar: Calendar): void {
  const random = createRandom(seed, 'browsing');
  const categories = [...new Set(world.products.map(({ category }) => category))];
  for (const { id } of world.customers) {
    const interests = DEMO_INTERESTS[id] ?? random.sample(categories, 3);
    const span = id === 'C1008' ? 6 : 120;
    const count = random.integer(15, 45);
    for (let number = 0; number < count; number += 1) {
      const at = calendar.daysAgo(random.integer(1, span), random.integer(6, 23));
      world.browsing_events.push({ customer_id: id, ...glance(world, random, interests), at });
    }
  }
}

function glance(world: World, random: Random, interests: readonly string[]) {
  const wanted = random.chance(0.85);
  const candidates = wanted
    ? world.products.filter(({ category }) => interests.includes(category))
    : world.products;
  const product = random.pick(candidates);
  const kind = random.weighted({ view: 74, search: 18, cart: 8 });
  const query = `${random.pick(SEARCH_WORDS)} ${product.category.replaceAll('-', ' ')}`;
  return kind === 'search'
    ? { kind, product_id: null, query }
    : { kind, product_id: product.id, query: null };
}
