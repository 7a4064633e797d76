/** Words that say nothing about a product and would only blur a match. */
const FILLERS = new Set(
  'a an and any anything are as at be best buy by can could did do does find for from give good great get got had has have how i id im in is it its just like looking me my need nice of on one or order ordered our please really sell show some someone something that the their them there these this those to us very wanna want was we were what when where which while who why with would you your'.split(
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
