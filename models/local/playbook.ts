/** A call of a tool and, once it ran, what it answered. `ok: false` is a fault that the tool reported. */
export interface PlayedCall {
  tool: string;
  args: Record<string, unknown>;
  result: { ok: true; data: unknown } | { ok: false; code: string; message: string };
}

/** What the playbook may look at: everything that a language model would have been shown, parsed. */
export interface Transcript {
  /** The customer's request, as this agent got it. */
  request: string;
  /** Recent messages before it, oldest first. */
  window: readonly { role: 'customer' | 'assistant' | 'staff'; text: string; agent?: string | undefined }[];
  /** What was found out earlier in the session, newest last. */
  facts: readonly { kind: string; id: string; label: string; agent: string }[];
  /** The calls of this turn so far, in order. */
  calls: readonly PlayedCall[];
  /** Today, for dates in words. */
  now: Date;
  /** False for an anonymous visitor. */
  verified: boolean;
  locale: string;
}

/** The playbook's intents ranked for a request; scores sum to 1. */
export interface RankedIntent {
  intent: string;
  score: number;
}

/** What to do next: call tools (together), or say something and so end. */
export type Move =
  | { calls: readonly { tool: string; args: Record<string, unknown> }[] }
  | {
      say: string;
      outcome: 'answered' | 'needs-info' | 'needs-confirmation' | 'out-of-scope' | 'handed-off';
    };

/** How the local model plays one agent: example utterances of the intents, and a pure function from transcript to move. */
export interface Playbook {
  intents: readonly { name: string; examples: readonly string[] }[];
  next(transcript: Transcript, ranked: readonly RankedIntent[]): Move;
}
