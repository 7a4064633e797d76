import { type LangGraphRunnableConfig, Send } from '@langchain/langgraph';
import type { AgentReply } from '../../contract/agent-reply.js';
import type { AgentCaller } from '../agents/agent-caller.js';
import { toFailedReply } from '../answer/to-reply.js';
import type { Allowances } from '../spend/allowances.js';
import type { Assignment, TurnMemory, TurnStateUpdate, TurnStateValue } from '../state.js';
import { tellReply } from '../turn/replay-known.js';
import { type TurnContext, turnOf } from '../turn/turn-context.js';

/** What a delegated request takes along: its own words and the conversation that they were said in. */
export interface Delegation {
  assignment: Assignment;
  /** As the customer wrote it; a language model may have worded the assignment. */
  message: string;
  memory: TurnMemory;
  /** How many requests of the turn agents work on. */
  requests: number;
}

/** Answers in the supervisor's own words what no agent is needed for. */
export type AnswerOwn = (assignment: Assignment, turn: TurnContext) => Promise<AgentReply>;

/** One `Send` a request, so that all agents work in the same superstep and none waits for another. */
export function fanOut(state: TurnStateValue): Send<'delegate', Delegation>[] {
  const { plan, memory, message } = state;
  const requests = plan.filter(({ reply }) => reply === undefined).length;
  return plan.map((assignment) => new Send('delegate', { assignment, message, memory, requests }));
}

/** What is not taken back when the turn is: it waits until the turn is sure to be this replica's. */
function hasEffect({ reply }: Assignment): boolean {
  return reply === 'confirm' || reply === 'decline' || reply === 'person';
}

/** The node that stands for one remote agent. It always returns an outcome; it never fails the turn. */
export function createDelegateNode(caller: AgentCaller, answerOwn: AnswerOwn, allowances?: Allowances) {
  return async (delegation: Delegation, config: LangGraphRunnableConfig): Promise<TurnStateUpdate> => {
    const turn = turnOf(config);
    const startedAt = performance.now();
    const reply = await work(delegation, turn).catch((error: unknown) => {
      if (turn.signal.aborted) throw error;
      return toFailedReply(delegation.assignment, 'internal');
    });
    await turn.reach?.('answered');
    turn.listener.ended(reply);
    return { results: [{ reply, milliseconds: performance.now() - startedAt }] };
  };

  async function work(
    { assignment, message, memory, requests }: Delegation,
    turn: TurnContext,
  ): Promise<AgentReply> {
    const { requestId, request, agent } = assignment;
    const known = turn.known?.replies.find(({ outcome }) => outcome.requestId === requestId);
    if (known !== undefined) {
      tellReply(known, turn.listener);
      return known;
    }
    if (hasEffect(assignment)) await turn.beforeEffect?.();
    await turn.reach?.('begun');
    if (assignment.reply !== undefined) return answerOwn(assignment, turn);
    const { sessionId, turnId, locale } = turn;
    const { window, summary, facts } = memory;
    const deadlineAt = turn.deadlineAt.toISOString();
    const allowance = await allowances?.shareFor(turn, requests);
    return caller.call({
      agent,
      request: {
        requestId,
        request,
        message,
        context: { sessionId, turnId, locale, window, summary, facts, deadlineAt },
        ...(allowance === undefined ? {} : { allowance }),
      },
      identity: turn.identity,
      traceparent: turn.traceparent,
      onEvent: turn.listener.progressed,
      signal: turn.signal,
    });
  }
}
