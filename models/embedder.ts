/** Turns text into unit vectors of 512 numbers. `id` goes into the corpus, so that two embedders are never mixed. */
export interface Embedder {
  readonly id: string;
  readonly dimensions: 512;
  /** One vector a text, in order. Rejects when aborted. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<number[][]>;
  close(): Promise<void>;
}
