import { type LangGraphRunnableConfig, Overwrite } from '@langchain/langgraph';
import { needsOneVoice } from '../answer/one-voice.js';
import type { Allowances } from '../spend/allowances.js';
import type { TurnStateUpdate, TurnStateValue } from '../state.js';
import { turnOf } from '../turn/turn-context.js';
import type { Understand } from '../understand/understand.js';

/** The node that finds out what is being asked. It clears what an earlier turn of the thread left. */
export function createUnderstandNode(
  understand: Understand,
  {
    allowances,
    canSynthesize = false,
  }: { allowances?: Allowances | undefined; canSynthesize?: boolean } = {},
) {
  return async (state: TurnStateValue, config: LangGraphRunnableConfig): Promise<TurnStateUpdate> => {
    const turn = turnOf(config);
    const plan = [
      ...(turn.known?.plan ??
        (await understand(state, turn.signal, {
          async mayAsk() {
            return (await allowances?.isSpent(turn)) !== true;
          },
          async spent(usage) {
            turn.listener.spent?.(usage);
            await allowances?.spent(turn, usage);
          },
        }))),
    ];
    turn.listener.understood(plan, { oneVoice: canSynthesize && needsOneVoice(state.message, plan) });
    await turn.reach?.('understood');
    return { plan, results: new Overwrite([]), answer: '' };
  };
}
