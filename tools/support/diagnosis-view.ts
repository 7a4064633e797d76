/** What `start_diagnosis` and `advance_diagnosis` answer. Cite `chunkId` with what is told from it. */
export interface DiagnosisView {
  guide: string;
  title: string;
  /**
   * `choose`: ask which of `sections` fits. `step`: tell `step` alone and wait for what the customer sees.
   * `stop`: tell to stop using it at once; `advice` says what to do. `advice`: what the guide says for what was seen
   * is in `advice`, and `step` follows if there is one. `solved`, `exhausted`: it ends; offer a person after the latter.
   */
  state: 'choose' | 'step' | 'advice' | 'stop' | 'solved' | 'exhausted';
  /** Names of the parts of the guide to choose from; empty unless `choose`. */
  sections: string[];
  /** What the customer may see is in `expect`. */
  step: { id: string; text: string; expect: string[]; chunkId: string } | null;
  advice: { text: string; chunkId: string | null } | null;
  /** Number of the case that remembers it; null for a visitor who is not signed in. */
  caseId: string | null;
  /** What was tried in this conversation with this guide, oldest first. */
  tried: { step: string; text: string; observation: string }[];
}
