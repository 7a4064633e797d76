import type { Assignment } from '../state.js';

/** Words by which one part of a message waits for what comes of another. */
const DEPENDS =
  /\b(?:if (?:so|not|it|that|they|this|he|she|you (?:do|don't|can|cannot|can't))|otherwise|in that case|or else|depending on|depends on|then (?:also )?(?:tell|suggest|show|recommend|find|order|i)|or (?:should|shall|would|is it|do|can) (?:i|it|you|we|better)|or rather|whichever|better to|worth (?:it|repairing|fixing|keeping)|instead of (?:it|that)|to replace (?:it|that|them)|replacement for (?:it|that|them)|that (?:fits|goes with|works with) (?:it|that|them|both)|same as (?:that|the one)|compared (?:to|with) (?:it|that|what))\b/i;

/** Whether the parts of a message depend on each other, so that their answers must be read together: two agents work on it, and its words tie them. */
export function needsOneVoice(message: string, plan: readonly Assignment[]): boolean {
  const agents = new Set(plan.filter(({ reply }) => reply === undefined).map(({ agent }) => agent));
  return agents.size > 1 && DEPENDS.test(message);
}
