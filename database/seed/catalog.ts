import { AUDIO_VIDEO } from './catalog-audio-video.js';
import { COMPUTING } from './catalog-computing.js';
import { HOME } from './catalog-home.js';
import { KITCHEN } from './catalog-kitchen.js';
import { POWER } from './catalog-power.js';
import type { CatalogProduct } from './catalog-product.js';

/** Everything that the seeded shop sells, in a fixed order: variant ids follow from it, so new products go to the end of a list. */
export const CATALOG: readonly CatalogProduct[] = [
  ...AUDIO_VIDEO,
  ...COMPUTING,
  ...POWER,
  ...HOME,
  ...KITCHEN,
];
