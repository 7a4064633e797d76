import type { AgentCard } from '../../contract/agent-card.js';
import type { FailureReason } from '../../contract/outcome.js';

/** One sentence on why a part is missing, in words for the customer, and one on what they can do about it. */
export function toMissingNote(card: AgentCard, reason: FailureReason, partial: boolean): string {
  const what = partial
    ? `I could not finish the part about ${card.topic}`
    : `I could not get the part about ${card.topic}`;
  return `${what}: ${CAUSE[reason]}. ${card.unavailableHint}`;
}

const CAUSE: Record<FailureReason, string> = {
  unavailable: 'that service is not answering at the moment',
  timeout: 'that service took too long',
  'circuit-open': 'that service is not answering at the moment',
  interrupted: 'it was cut off on the way',
  'budget-exhausted': 'it needed more steps than I may take in one go',
  'model-failure': 'that service could not put an answer together',
  rejected: 'that service did not accept the request',
  internal: 'something went wrong in that service',
};
