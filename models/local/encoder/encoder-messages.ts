/** What the encoder's thread is asked: one text, never blank. */
export interface EncodeRequest {
  id: number;
  text: string;
}

/** What it answers: a unit vector of 512 numbers, or why there is none. */
export type EncodeReply = { id: number; vector: Float32Array } | { id: number; error: string };
