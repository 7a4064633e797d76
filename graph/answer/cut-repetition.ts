/** A unit of a few words at most, with a letter in it, said more often in a row than any answer needs. */
const REPEATED = /((?=[^\p{L}]{0,39}\p{L})[\s\S]{2,40}?)\1{7,}/gu;
const KEPT = 3;
const REMEMBERED = 40 * 9;

/** Cuts what is said over and over, across the pieces it comes in. */
export interface RepetitionCut {
  /** The text without what only goes on repeating what was said. */
  push(text: string): string;
}

/** A model that was told, or has begun, to repeat itself without end is cut off after a few times. */
export function createRepetitionCut(): RepetitionCut {
  let said = '';
  return {
    push(text) {
      const before = said.length;
      const whole = said + text;
      said = whole.slice(-REMEMBERED);
      let shown = '';
      let at = before;
      for (const match of whole.matchAll(REPEATED)) {
        const [run, unit = ''] = match;
        const end = match.index + run.length;
        const begun = unit.startsWith(whole.slice(end)) ? whole.length : end;
        if (begun <= at) continue;
        shown += whole.slice(at, Math.max(at, match.index + unit.length * KEPT));
        at = begun;
      }
      return shown + whole.slice(at);
    },
  };
}
