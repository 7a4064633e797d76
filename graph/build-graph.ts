import { type BaseCheckpointSaver, END, START, StateGraph } from '@langchain/langgraph';
import type { AgentCard } from '../contract/agent-card.js';
import type { AgentCaller } from './agents/agent-caller.js';
import type { Synthesize } from './answer/synthesize.js';
import { type AnswerOwn, createDelegateNode, fanOut } from './nodes/delegate.js';
import { createRespondNode } from './nodes/respond.js';
import { createUnderstandNode } from './nodes/understand.js';
import type { Allowances } from './spend/allowances.js';
import { TurnState } from './state.js';
import type { Understand } from './understand/understand.js';

/** What the supervisor graph stands on. */
export interface GraphDependencies {
  understand: Understand;
  caller: AgentCaller;
  answerOwn: AnswerOwn;
  cards: readonly AgentCard[];
  /** What turns and days may cost; left out, the agents' own limits alone hold. */
  allowances?: Allowances;
  /** Words parts that depend on each other in one voice; left out, they are joined as they are. */
  synthesize?: Synthesize | undefined;
  checkpointer?: BaseCheckpointSaver;
}

/** The supervisor: understand, then every request at the same time, then one answer. */
export function buildSupervisorGraph({
  understand,
  caller,
  answerOwn,
  cards,
  allowances,
  synthesize,
  checkpointer,
}: GraphDependencies) {
  const graph = new StateGraph(TurnState)
    .addNode(
      'understand',
      createUnderstandNode(understand, { allowances, canSynthesize: synthesize !== undefined }),
    )
    .addNode('delegate', createDelegateNode(caller, answerOwn, allowances))
    .addNode('respond', createRespondNode(cards, { synthesize, allowances }))
    .addEdge(START, 'understand')
    .addConditionalEdges('understand', fanOut, ['delegate'])
    .addEdge('delegate', 'respond')
    .addEdge('respond', END);
  return graph.compile({ name: 'supervisor', ...(checkpointer === undefined ? {} : { checkpointer }) });
}

/** The compiled supervisor graph. */
export type SupervisorGraph = ReturnType<typeof buildSupervisorGraph>;
