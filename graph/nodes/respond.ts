import type { AgentCard } from '../../contract/agent-card.js';
import { composeAnswer } from '../answer/compose-answer.js';
import type { TurnStateUpdate, TurnStateValue } from '../state.js';

/** The node that puts the parts together as one answer, in the order asked; what is missing is named in it. */
export function createRespondNode(cards: readonly AgentCard[]) {
  return (state: TurnStateValue): TurnStateUpdate => ({
    answer: composeAnswer(
      state.plan,
      state.results.map(({ reply }) => reply),
      cards,
    ),
  });
}
