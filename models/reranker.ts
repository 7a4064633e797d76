/** Judges how well passages answer a query, reading both together: slower and better than comparing vectors. */
export interface Reranker {
  readonly id: string;
  /** One score a passage, in the order of the passages; higher is better, from 0 to 1. Rejects when it fails, is late or is aborted. */
  rerank(query: string, passages: readonly string[], signal?: AbortSignal): Promise<number[]>;
}
