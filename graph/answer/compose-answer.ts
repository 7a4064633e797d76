import type { AgentCard } from '../../contract/agent-card.js';
import type { AgentReply } from '../../contract/agent-reply.js';
import type { PlannedRequest } from '../../contract/events.js';
import { createAssembler } from './assembler.js';

/** The answer's text from finished replies: the same words that a live stream of them would have shown. */
export function composeAnswer(
  requests: readonly PlannedRequest[],
  replies: readonly AgentReply[],
  cards: readonly AgentCard[],
): string {
  const assembler = createAssembler(requests, cards, () => {});
  for (const reply of replies) {
    const { requestId } = reply.outcome;
    for (const citation of reply.citations) assembler.push({ type: 'citation', requestId, citation });
    if (reply.text !== '') assembler.push({ type: 'text-delta', requestId, text: reply.text });
    assembler.end(reply);
  }
  return assembler.text();
}
