import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import type { AgentCard } from '../../contract/agent-card.js';
import { composeAnswer, composeParts } from '../answer/compose-answer.js';
import { needsOneVoice } from '../answer/one-voice.js';
import type { Synthesize } from '../answer/synthesize.js';
import type { Allowances } from '../spend/allowances.js';
import type { TurnStateUpdate, TurnStateValue } from '../state.js';
import { turnOf } from '../turn/turn-context.js';

/**
 * The node that puts the parts together as one answer, in the order asked; what is missing is named in it. Parts that
 * depend on each other are worded in one voice where there is a model for it and today's limit allows one, and joined as
 * they are where that fails.
 */
export function createRespondNode(
  cards: readonly AgentCard[],
  {
    synthesize,
    allowances,
  }: { synthesize?: Synthesize | undefined; allowances?: Allowances | undefined } = {},
) {
  return async (state: TurnStateValue, config: LangGraphRunnableConfig): Promise<TurnStateUpdate> => {
    const turn = turnOf(config);
    const { message, plan } = state;
    const replies = state.results.map(({ reply }) => reply);
    const mayWord = synthesize !== undefined && needsOneVoice(message, plan);
    const worded =
      mayWord && (await allowances?.isSpent(turn)) !== true
        ? await synthesize(
            { message, parts: composeParts(plan, replies, cards) },
            turn.signal,
            async (usage) => {
              turn.listener.spent?.(usage);
              await allowances?.spent(turn, usage);
            },
          )
        : undefined;
    turn.listener.composed?.(worded);
    await turn.reach?.('responded');
    return { answer: worded ?? composeAnswer(plan, replies, cards) };
  };
}
