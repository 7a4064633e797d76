import type { Playbook } from '../../models/local/playbook.js';

/** The intents of a playbook from utterances by intent. */
export function toIntents(
  ...sources: readonly Readonly<Record<string, readonly string[]>>[]
): Playbook['intents'] {
  return sources.flatMap((source) => Object.entries(source).map(([name, examples]) => ({ name, examples })));
}
