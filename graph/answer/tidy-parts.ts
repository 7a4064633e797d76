/** Openings that only the first part of an answer may have, and closings that only the last may; lower case. */
const GREETINGS = [
  'hello',
  'hi ',
  'hi,',
  'hi!',
  'hey',
  'good morning',
  'good afternoon',
  'good evening',
  'dear customer',
  'thank you for',
  'thanks for',
];
const CLOSINGS = [
  'is there anything else',
  'is there something else',
  'anything else i can',
  'can i help you with anything else',
  'do you need anything else',
  'what else can i',
  'let me know if you need',
  'let me know if there is anything',
  'if you have any other question',
  'if you have any further question',
  'feel free to ask',
];
/** Shorter sentences may be said again ("Yes."), and so may those with numbers, those that lead to something, and what to press. */
const REPEATABLE = /^.{0,23}$|\d|:$|\bbutton\b/s;

/** Takes the text of one part as it streams, and gives what is shown of it. */
export interface Tidier {
  push(text: string): string;
  /** What is left when the part has ended. */
  flush(): string;
}

/**
 * Makes several parts one answer: no greeting after the first, no closing phrase before the last, no sentence that an
 * earlier part ended with word for word. Text is held back only while it may still turn out to be one of these.
 */
export function createTidyParts(count: number): (index: number) => Tidier {
  const said = new Set<string>();
  return (index) =>
    createTidier({ isFirst: index === 0, isLast: index === count - 1, said, alone: count < 2 });
}

interface Place {
  isFirst: boolean;
  isLast: boolean;
  alone: boolean;
  /** The sentences of all parts so far, lower case. */
  said: Set<string>;
}

function createTidier({ isFirst, isLast, alone, said }: Place): Tidier {
  const own = new Set<string>();
  let sentence = '';
  let shown = 0;
  let any = false;

  const drops = (plain: string): boolean =>
    (!isFirst && !any && GREETINGS.some((start) => plain.startsWith(start))) ||
    (!isLast && CLOSINGS.some((start) => plain.startsWith(start))) ||
    (!REPEATABLE.test(plain) && said.has(plain) && !own.has(plain));
  const mayDrop = (plain: string): boolean =>
    (!isFirst && !any && GREETINGS.some((start) => start.startsWith(plain) || plain.startsWith(start))) ||
    (!isLast && CLOSINGS.some((start) => start.startsWith(plain) || plain.startsWith(start))) ||
    [...said].some((earlier) => !own.has(earlier) && earlier.startsWith(plain));

  const end = (): string => {
    const plain = sentence.trim().toLowerCase();
    const kept = shown > 0 || plain === '' || !drops(plain);
    const rest = kept ? sentence.slice(shown) : '';
    if (!REPEATABLE.test(plain) && kept) own.add(plain);
    any ||= plain !== '';
    sentence = '';
    shown = 0;
    return rest;
  };
  const open = (): string => {
    const plain = sentence.trimStart().toLowerCase();
    if (shown === 0 && (plain === '' || mayDrop(plain))) return '';
    const more = sentence.slice(shown);
    shown = sentence.length;
    return more;
  };
  return {
    push(text) {
      if (alone) return text;
      let out = '';
      for (const piece of text.split(/(?<=[.!?]\s|\n)/)) {
        sentence += piece;
        out += /(?:[.!?]\s|\n)$/.test(sentence) ? end() : open();
      }
      return out;
    },
    flush() {
      const out = alone ? '' : end();
      for (const one of own) said.add(one);
      return out;
    },
  };
}
