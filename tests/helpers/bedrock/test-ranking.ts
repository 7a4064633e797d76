/** The answer of a rerank model that judges by the share of the query's words in a document, best first. */
export function toTestRanking(
  query: string,
  documents: readonly string[],
): { index: number; relevance_score: number }[] {
  const wordsIn = (text: string) => new Set(text.toLowerCase().match(/[a-z0-9]+/g));
  const asked = [...wordsIn(query)];
  return documents
    .map((document, index) => {
      const words = wordsIn(document);
      const shared = asked.filter((word) => words.has(word)).length;
      return { index, relevance_score: shared / Math.max(asked.length, 1) };
    })
    .sort((left, right) => right.relevance_score - left.relevance_score);
}
