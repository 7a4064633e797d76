import { fileURLToPath } from 'node:url';

/** The vectors of the seeded products, so that a first start need not compute them. Built by `npm run build:vectors`. */
export const BUNDLED_PRODUCT_VECTORS = fileURLToPath(new URL('./products.vectors.txt', import.meta.url));
