import type { AgentCard } from '../../contract/agent-card.js';
import { answerDecision } from '../actions/answer-decision.js';
import type { RunAction } from '../actions/run-action.js';
import type { HandOff } from '../handoff-store.js';
import type { AnswerOwn } from '../nodes/delegate.js';
import { type DirectReply, toDirectReply } from '../understand/direct-reply.js';
import { toOwnReply } from './to-reply.js';

/** What the supervisor's own answers stand on. */
export interface OwnAnswers {
  cards: readonly AgentCard[];
  handOff: HandOff;
  runAction: RunAction;
}

/** Answers what needs no agent: greetings and the like in fixed words, the wish for a person, and decisions about actions. */
export function createAnswerOwn({ cards, handOff, runAction }: OwnAnswers): AnswerOwn {
  return async (assignment, turn) => {
    const { text, status } = await answer();
    turn.listener.progressed({ type: 'text-delta', requestId: assignment.requestId, text });
    return toOwnReply(assignment, text, status);

    function answer(): Promise<DirectReply> | DirectReply {
      const { reply: kind = 'unclear', action, choices } = assignment;
      if (kind === 'person') return toPerson();
      if (kind !== 'confirm' && kind !== 'decline')
        return toDirectReply(
          kind,
          choices === undefined ? cards : cards.filter(({ id }) => choices.includes(id)),
        );
      if (action === undefined) throw new Error('a decision without its action');
      return answerDecision(runAction, turn, action, kind);
    }

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
