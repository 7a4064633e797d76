import { addBrowsing } from './add-browsing.js';
import { addCatalog } from './add-catalog.js';
import { addCustomers } from './add-customers.js';
import { addDemoOrders } from './add-demo-orders.js';
import { addRandomOrders } from './add-random-orders.js';
import { addReviews } from './add-reviews.js';
import { createCalendar } from './calendar.js';
import { emptyWorld, type World } from './world.js';

/** The seeded world: the same day and the same number give the same rows, to the last digit. */
export function buildWorld({ now, seed }: { now: Date; seed: number }): World {
  const world = emptyWorld();
  const calendar = createCalendar(now);
  addCatalog(world, seed);
  addReviews(world, seed, calendar);
  addCustomers(world, seed, calendar);
  addBrowsing(world, seed, calendar);
  addDemoOrders(world, calendar);
  addRandomOrders(world, seed, calendar);
  return world;
}
