import { searchTerms } from '../search-terms.js';

/** Whether all telling words of a text stand in what the customer wrote, whatever order and case they are in. */
export function isSaidBy(customer: string | undefined, text: string): boolean {
  const said = new Set(allWords(customer ?? ''));
  const terms = searchTerms(text);
  return terms.length > 0 && terms.every((term) => said.has(term));
}

function allWords(text: string): string[] {
  return (
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
