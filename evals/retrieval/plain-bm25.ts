import type pg from 'pg';

/** A text to be found. */
export interface IndexedText {
  id: string;
  text: string;
}

const SATURATION = 1.2;
const LENGTH_WEIGHT = 0.75;
const TEXTS_A_STATEMENT = 500;

/**
 * The baseline: BM25 (Robertson and Zaragoza 2009, k1 1.2, b 0.75) over whole texts, stemmed by PostgreSQL's English dictionary,
 * with nothing of the product's own index. Ranks ids, best first.
 */
export async function createPlainBm25(
  pool: pg.Pool,
  texts: readonly IndexedText[],
): Promise<(query: string, limit: number) => Promise<string[]>> {
  const postings = new Map<string, Map<number, number>>();
  const lengths = texts.map(() => 0);
  for (let start = 0; start < texts.length; start += TEXTS_A_STATEMENT) {
    const part = texts.slice(start, start + TEXTS_A_STATEMENT).map(({ text }) => withoutNul(text));
    for (const { place, term, frequency } of await countTerms(pool, part)) {
      const at = start + place;
      const posting = postings.get(term) ?? new Map<number, number>();
      postings.set(term, posting.set(at, frequency));
      lengths[at] = (lengths[at] ?? 0) + frequency;
    }
  }
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
  return async (query, limit) => {
    const scores = new Map<number, number>();
    for (const { term } of await countTerms(pool, [withoutNul(query)])) {
      const posting = postings.get(term);
      if (posting === undefined) continue;
      const weight = Math.log(1 + (texts.length - posting.size + 0.5) / (posting.size + 0.5));
      for (const [at, frequency] of posting) {
        const norm = SATURATION * (1 - LENGTH_WEIGHT + (LENGTH_WEIGHT * (lengths[at] ?? 0)) / average);
        const score = (weight * frequency * (SATURATION + 1)) / (frequency + norm);
        scores.set(at, (scores.get(at) ?? 0) + score);
      }
    }
    const ranked = [...scores].sort((left, right) => right[1] - left[1] || left[0] - right[0]);
    return ranked.slice(0, limit).flatMap(([at]) => texts[at]?.id ?? []);
  };
}

async function countTerms(
  pool: pg.Pool,
  texts: readonly string[],
): Promise<{ place: number; term: string; frequency: number }[]> {
  const { rows } = await pool.query<{ place: number; term: string; frequency: number }>(
    `select (source.place - 1)::int as place, word.lexeme as term, cardinality(word.positions) as frequency
     from unnest($1::text[]) with ordinality as source(text, place),
          unnest(to_tsvector('english', source.text)) as word`,
    [texts],
  );
  return rows;
}

function withoutNul(text: string): string {
  return text.replaceAll('\0', ' ');
}
