import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import type { AgentCard } from '../../contract/agent-card.js';
import { composeAnswer } from '../answer/compose-answer.js';
import type { TurnStateUpdate, TurnStateValue } from '../state.js';
import { turnOf } from '../turn/turn-context.js';

/** The node that puts the parts together as one answer, in the order asked; what is missing is named in it. */
export function createRespondNode(cards: readonly AgentCard[]) {
  return async (state: TurnStateValue, config: LangGraphRunnableConfig): Promise<TurnStateUpdate> => {
    const answer = composeAnswer(
      state.plan,
      state.results.map(({ reply }) => reply),
      cards,
    );
    await turnOf(config).reach?.('responded');
    return { answer };
  };
}
