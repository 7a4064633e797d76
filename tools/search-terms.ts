/** Words that say nothing about a product and would only blur a match. */
const FILLERS = new Set(
  'a an and any are as at be buy by can did do for from get got had has have how i id im in is it its me my of on one or order ordered our please some that the their them there these this those to was want we were what when where which who why with would you your'.split(
    ' ',
  ),
);

/** The words of a search in the order typed, lower-case, without fillers and doubles; at most 12. */
export function searchTerms(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .normalize('NFKC')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => !FILLERS.has(word));
  return [...new Set(telling.length > 0 ? telling : words)].slice(0, 12);
}
