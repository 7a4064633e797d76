/** The key of a preference in plain words: `favorite-color` and `Favorite color` are the same one. */
export function sayKey(key: string): string {
  return key
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ');
}
