/** Turns text into ids of word pieces. */
export type Tokenize = (text: string) => number[];

/** The first ids stand for nothing that is in a text. */
const RESERVED = 6;
const UNKNOWN = 0;
const WORD_START = '\u2581';
/** Beyond this nothing reaches the encoder, which reads 128 pieces. */
const MAX_SYMBOLS = 2_000;

/**
 * SentencePiece's unigram segmentation: of all ways to cut the text into pieces the likeliest one. A symbol that is in
 * no piece is unknown, and a run of those counts once. Case matters, as it did in training.
 */
export function createTokenizer(vocabulary: readonly (readonly [piece: string, score: number])[]): Tokenize {
  const pieces = new Map<string, { id: number; score: number }>();
  let longest = 1;
  for (const [id, [piece, score]] of vocabulary.entries()) {
    if (id < RESERVED) continue;
    pieces.set(piece, { id, score });
    longest = Math.max(longest, [...piece].length);
  }

  return (text) => {
    const symbols = [...`${WORD_START}${text.normalize('NFKC').replaceAll(' ', WORD_START)}`].slice(
      0,
      MAX_SYMBOLS,
    );
    const best = [{ score: 0, id: UNKNOWN, length: 0 }];
    for (let end = 1; end <= symbols.length; end++) {
      best[end] = bestPieceTo(end, symbols, best);
    }
    return trace(best);
  };

  function bestPieceTo(end: number, symbols: readonly string[], best: readonly Step[]): Step {
    let winner: Step | undefined;
    let piece = '';
    for (let start = end - 1; start >= 0 && end - start <= longest; start--) {
      piece = `${symbols[start]}${piece}`;
      const known = pieces.get(piece);
      const before = best[start];
      if (known === undefined || before === undefined) continue;
      const score = before.score + known.score;
      if (winner === undefined || score > winner.score) winner = { score, id: known.id, length: end - start };
    }
    return winner ?? { score: best[end - 1]?.score ?? 0, id: UNKNOWN, length: 1 };
  }
}

interface Step {
  score: number;
  id: number;
  length: number;
}

function trace(best: readonly Step[]): number[] {
  const ids: number[] = [];
  for (let end = best.length - 1; end > 0; ) {
    const step = best[end];
    if (step === undefined) break;
    if (step.id !== UNKNOWN || ids.at(-1) !== UNKNOWN) ids.push(step.id);
    end -= step.length;
  }
  return ids.reverse();
}
