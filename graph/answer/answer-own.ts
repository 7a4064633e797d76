import type { AgentCard } from '../../contract/agent-card.js';
import type { HandOff } from '../handoff-store.js';
import type { AnswerOwn } from '../nodes/delegate.js';
import { toDirectReply } from '../understand/direct-reply.js';
import { toOwnReply } from './to-reply.js';

/** Answers what needs no agent: greetings and the like in fixed words, and the wish for a person by a handoff. */
export function createAnswerOwn(cards: readonly AgentCard[], handOff: HandOff): AnswerOwn {
  return async (assignment, turn) => {
    const kind = assignment.reply ?? 'unclear';
    const { text, status } = kind === 'person' ? await toPerson() : toDirectReply(kind, cards);
    turn.listener.progressed({ type: 'text-delta', requestId: assignment.requestId, text });
    return toOwnReply(assignment, text, status);

    async function toPerson() {
      const { sessionId, identity } = turn;
      const id = await handOff({
        sessionId,
        identity,
        reason: 'customer-request',
        summary: assignment.request,
      });
      const text = `I have passed this conversation on to a colleague (reference ${id}). They will read what we wrote so far, so you need not repeat it.`;
      return { text, status: 'handed-off' as const };
    }
  };
}
