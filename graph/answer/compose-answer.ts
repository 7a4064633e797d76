import type { AgentCard } from '../../contract/agent-card.js';
import type { AgentReply } from '../../contract/agent-reply.js';
import type { PlannedRequest } from '../../contract/events.js';
import { type Assembler, createAssembler } from './assembler.js';

/** The answer's text from finished replies: the same words that a live stream of them would have shown. */
export function composeAnswer(
  requests: readonly PlannedRequest[],
  replies: readonly AgentReply[],
  cards: readonly AgentCard[],
): string {
  const assembler = assemble(requests, replies, { cards, oneVoice: false });
  return assembler.text();
}

/** The words of each part as a live stream would have shown them, in the order asked. */
export function composeParts(
  requests: readonly PlannedRequest[],
  replies: readonly AgentReply[],
  cards: readonly AgentCard[],
): string[] {
  return assemble(requests, replies, { cards, oneVoice: true }).parts();
}

function assemble(
  requests: readonly PlannedRequest[],
  replies: readonly AgentReply[],
  { cards, oneVoice }: { cards: readonly AgentCard[]; oneVoice: boolean },
): Assembler {
  const assembler = createAssembler(requests, cards, () => {}, { oneVoice });
  for (const reply of replies) {
    const { requestId } = reply.outcome;
    for (const citation of reply.citations) assembler.push({ type: 'citation', requestId, citation });
    if (reply.text !== '') assembler.push({ type: 'text-delta', requestId, text: reply.text });
    assembler.end(reply);
  }
  return assembler;
}
