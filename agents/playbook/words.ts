/** Lower-case words of a text; apostrophes go, so that "what's" and "whats" are the same. */
export function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFKC').replaceAll(/['’`]/g, '');
  return plain.match(/[\p{L}\p{N}]+(?:[-.][\p{L}\p{N}]+)*/gu) ?? [];
}

const EVERYDAY = new Set(
  `a about actually again ago all already also am an and any anything are around as ask at away back be because been
  before being both but by bye can cannot cant could day days did didnt do does doesnt doing done dont each else even ever
  every everything far few for found from get getting give given go goes going gone good got great had has hasnt have havent
  having he hello help her here hey hi him his hope how however i id if ill im in info information into is isnt it its
  ive just kind kindly know last latest least left let lets like likely list little ll long look looking lot made make many may maybe me
  mean might mine more most much must my name need needs never new newest next nice no none not nothing now number of off often
  oh ok okay old on once one ones only or other others our out over own perhaps please pls plz possible put quite rather
  re really recent recently right s said same say see seem seems she should show since so some somebody someone something soon
  sorry still such sure t take tell than thank thanks that thats the their them then there these they thing things think this those
  though through thx till time to today together tomorrow too took tried try trying two u up ur us use used very
  via want wanted wants was wasnt way we week weeks well went were what whatever whats when where wheres whether which while
  who whose why will with within without wont work would wrong yes yesterday yet you your yours month months year years
  able overview brief short quick simple real full away ahead along hence ever yours theirs gotten
  got gonna wanna gotta dont doesnt isnt arent wasnt werent wouldnt shouldnt couldnt havent hasnt hadnt id youre theyre weve ive whos
  hm hmm um uh huh guys folks team sir madam mate hi hey hello morning afternoon evening night hello greetings thanks thankyou cheers
  first second third fourth fifth item items product products stuff
  january february march april june july august september october november december
  monday tuesday wednesday thursday friday saturday sunday`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** The words that say what a text is about: everyday words and those of `ignored` are left out, doubles too. */
export function tellingWords(text: string, ignored: ReadonlySet<string> = new Set()): string[] {
  const telling = wordsOf(text).filter(
    (word) => word.length > 1 && !/^\d+$/.test(word) && !EVERYDAY.has(word) && !ignored.has(word),
  );
  return [...new Set(telling)];
}

/** The words by which something can be named: telling words, and those with digits, such as model numbers. */
export function namingWords(text: string, ignored: ReadonlySet<string> = new Set()): string[] {
  const naming = wordsOf(text).filter(
    (word) => /\d/.test(word) || (word.length > 1 && !EVERYDAY.has(word) && !ignored.has(word)),
  );
  return [...new Set(naming)];
}

/** A set of words from a text of words, for lists in code. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ''));
}

/** True when two words are the same but for their ending or, in longer words, a slip of the keyboard. */
export function isLike(left: string, right: string): boolean {
  if (left === right) return true;
  const shorter = Math.min(left.length, right.length);
  if (shorter >= 4 && (left.startsWith(right) || right.startsWith(left)))
    return Math.abs(left.length - right.length) <= 3;
  if (stem(left) === stem(right)) return true;
  const longer = Math.max(left.length, right.length);
  return shorter >= 5 && longer >= 6 && editDistance(left, right) <= (shorter >= 9 ? 2 : 1);
}

function stem(word: string): string {
  return word.length > 3 ? word.replace(/(?:es|s)$/, '') : word;
}

/** How many of the words occur, alike, in the text. */
export function countAlike(words: readonly string[], text: string): number {
  const others = wordsOf(text);
  return words.filter((word) => others.some((other) => isLike(word, other))).length;
}

/** Damerau-Levenshtein distance in its restricted form (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    before = previous;
    previous = current;
  }
  return previous[right.length] ?? left.length;
}
