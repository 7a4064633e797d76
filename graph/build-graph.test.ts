import { MemorySaver } from '@langchain/langgraph';
import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../agents/registry.js';
import type { AgentCaller } from './agents/agent-caller.js';
import { toFailedReply, toOwnReply } from './answer/to-reply.js';
import { buildSupervisorGraph } from './build-graph.js';
import type { Assignment } from './state.js';
import type { TurnContext } from './turn/turn-context.js';

const ASSIGNMENTS: Assignment[] = [
  { requestId: 'r1', agent: 'troubleshooting', request: 'it does not turn on' },
  { requestId: 'r2', agent: 'order-management', request: 'where is my order' },
];

function turn(signal = new AbortController().signal): TurnContext {
  return {
    sessionId: 's1',
    turnId: 't1',
    identity: { level: 'anonymous' },
    locale: 'en-US',
    traceparent: undefined,
    deadlineAt: new Date(Date.now() + 5_000),
    signal,
    listener: { understood: () => {}, progressed: () => {}, ended: () => {} },
  };
}

function build(call: AgentCaller['call'], plan = ASSIGNMENTS) {
  return buildSupervisorGraph({
    understand: async () => plan,
    caller: { call },
    answerOwn: async (assignment) => toOwnReply(assignment, 'Hello!', 'answered'),
    cards: AGENT_CARDS,
    checkpointer: new MemorySaver(),
  });
}

const config = (context: TurnContext) => ({
  configurable: { thread_id: 's1', turn: context },
  durability: 'exit' as const,
});

describe('the supervisor graph', () => {
  it('lets all agents work at the same time and answers in the order asked', async () => {
    let running = 0;
    let most = 0;
    const graph = build(async ({ request, agent }) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, agent === 'troubleshooting' ? 40 : 5));
      running -= 1;
      return toOwnReply({ ...request, agent }, `about ${request.request}`, 'answered');
    });
    const state = await graph.invoke({ message: 'x' }, config(turn()));
    expect(most).toBe(2);
    expect(state.answer).toBe('about it does not turn on\n\nabout where is my order');
  });

  it('names the part of an agent that failed and keeps the others', async () => {
    const graph = build(async ({ request, agent }) => {
      if (agent === 'troubleshooting') return toFailedReply({ ...request, agent }, 'unavailable');
      return toOwnReply({ ...request, agent }, 'It ships today.', 'answered');
    });
    const { answer, results } = await graph.invoke({ message: 'x' }, config(turn()));
    expect(answer).toMatch(/could not get the part about troubleshooting.*\n\nIt ships today\.$/s);
    expect(results.map(({ reply }) => reply.outcome.status).sort()).toEqual(['answered', 'failed']);
  });

  it('turns a caller that throws into a failed outcome', async () => {
    const graph = build(async () => {
      throw new Error('a defect');
    });
    const { results } = await graph.invoke({ message: 'x' }, config(turn()));
    expect(results.map(({ reply }) => reply.outcome)).toMatchObject([
      { status: 'failed', reason: 'internal' },
      { status: 'failed', reason: 'internal' },
    ]);
  });

  it('forgets the results of the turn before on the same thread', async () => {
    const graph = build(async ({ request, agent }) => toOwnReply({ ...request, agent }, 'fine', 'answered'));
    await graph.invoke({ message: 'x' }, config(turn()));
    const second = await graph.invoke({ message: 'y' }, config(turn()));
    expect(second.results).toHaveLength(2);
  });

  it('rejects when the customer is gone, instead of making up a result', async () => {
    const leaving = new AbortController();
    const graph = build(async ({ signal }) => {
      leaving.abort();
      signal.throwIfAborted();
      throw new Error('not reached');
    });
    await expect(
      graph.invoke({ message: 'x' }, { ...config(turn(leaving.signal)), signal: leaving.signal }),
    ).rejects.toThrow();
  });

  it('answers itself what needs no agent', async () => {
    const graph = build(async () => {
      throw new Error('no agent is needed');
    }, [{ requestId: 'r1', agent: 'supervisor', request: 'hi', reply: 'greeting' }]);
    expect((await graph.invoke({ message: 'hi' }, config(turn()))).answer).toBe('Hello!');
  });
});
