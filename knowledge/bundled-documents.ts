import { fileURLToPath } from 'node:url';

/** The documents that come with the product. */
export const BUNDLED_DOCUMENTS = fileURLToPath(new URL('./documents', import.meta.url));

/** Their vectors, so that a first start need not compute them. Built by `npm run build:vectors`. */
export const BUNDLED_VECTORS = fileURLToPath(new URL('./documents.vectors.txt', import.meta.url));
