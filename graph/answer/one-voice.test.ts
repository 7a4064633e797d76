import { AIMessage } from '@langchain/core/messages';
import { FakeListChatModel } from '@langchain/core/utils/testing';
import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../../agents/registry.js';
import type { TurnEvent } from '../../contract/events.js';
import type { Usage } from '../../contract/usage.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { createMetrics } from '../../platform/telemetry/metrics.js';
import { buildSupervisorGraph } from '../build-graph.js';
import type { Allowances } from '../spend/allowances.js';
import type { Assignment } from '../state.js';
import type { TurnContext } from '../turn/turn-context.js';
import { createTurnLog } from '../turn/turn-log.js';
import { createTurnRecorder } from '../turn/turn-recorder.js';
import { createCountSyntheses } from './count-syntheses.js';
import { needsOneVoice } from './one-voice.js';
import { createSynthesize } from './synthesize.js';
import { toOwnReply } from './to-reply.js';

const PLAN: Assignment[] = [
  { requestId: 'r1', agent: 'troubleshooting', request: 'is my kettle still under warranty' },
  { requestId: 'r2', agent: 'order-management', request: 'if not, can I return SB-100004' },
];
const MESSAGE = 'Is my kettle still under warranty? If not, can I return SB-100004?';
const TEXTS: Record<string, string> = {
  r1: 'The kettle is under warranty until November 27, 2026.',
  r2: 'Order SB-100004 cannot be returned: the 30 days ended on July 5.',
};
const FAITHFUL =
  'Your kettle is covered until 27 November 2026, so you need no return; SB-100004 could not be returned anyway, since its 30 days ended on July 5.';
const UNFAITHFUL = FAITHFUL.replace('July 5', 'July 15');

async function answer(
  model: FakeListChatModel | undefined,
  { message = MESSAGE, isSpent = false }: { message?: string; isSpent?: boolean } = {},
) {
  const lines: string[] = [];
  const paid: Usage[] = [];
  const allowances: Allowances = {
    isSpent: async () => isSpent,
    spent: async (_turn, usage) => void paid.push(usage),
    shareFor: async () => ({ modelCalls: 1, toolCalls: 1, tokens: 1, free: false }),
  };
  const metrics = createMetrics('test');
  const logger = createLogger({
    name: 'test',
    level: 'warn',
    destination: { write: (line: string) => void lines.push(line) },
  });
  const log = createTurnLog();
  const recorder = createTurnRecorder({ turnId: 't1', cards: AGENT_CARDS, log, startedAt: 0, traceId: 'x' });
  const graph = buildSupervisorGraph({
    understand: async () => PLAN,
    caller: {
      async call({ request, agent, onEvent }) {
        const text = TEXTS[request.requestId] ?? '';
        onEvent({ type: 'text-delta', requestId: request.requestId, text });
        return toOwnReply({ ...request, agent }, text, 'answered');
      },
    },
    answerOwn: async (assignment) => toOwnReply(assignment, '', 'answered'),
    cards: AGENT_CARDS,
    allowances,
    synthesize:
      model === undefined
        ? undefined
        : createSynthesize({ model, logger, count: createCountSyntheses(metrics.registry) }),
  });
  const turn: TurnContext = {
    ...{ sessionId: 's1', turnId: 't1', identity: { level: 'anonymous' }, locale: 'en-US' },
    ...{ traceparent: undefined, deadlineAt: new Date(Date.now() + 5_000) },
    ...{ signal: new AbortController().signal, listener: recorder.listener },
  };
  const state = await graph.invoke({ message }, { configurable: { turn } });
  const events: TurnEvent[] = [...log.events().map(({ event }) => event), ...recorder.ending()];
  const shown = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
  return { state, events, shown, paid, logged: lines.join(''), counted: await metrics.registry.metrics() };
}

describe('parts that depend on each other', () => {
  it.each([
    [MESSAGE, true],
    ['Can it be repaired, or should I buy a new one?', true],
    ['Where is SB-100001? And how do I descale my machine?', false],
  ])('are known by the words that tie them: %s', (message, tied) => {
    expect(needsOneVoice(message, PLAN)).toBe(tied);
    expect(needsOneVoice(message, PLAN.slice(0, 1))).toBe(false);
  });

  it('are worded in one voice, and every request keeps its outcome', async () => {
    const { state, events, shown, counted } = await answer(new FakeListChatModel({ responses: [FAITHFUL] }));
    expect(shown).toBe(FAITHFUL);
    expect(state.answer).toBe(FAITHFUL);
    expect(events.at(-1)).toMatchObject({
      type: 'turn-end',
      outcomes: [{ requestId: 'r1' }, { requestId: 'r2' }],
      usage: { modelCalls: 1 },
    });
    expect(counted).toContain('support_syntheses_total{end="worded"');
  });

  it.each([
    ['changes a date', UNFAITHFUL],
    ['loses an order number', FAITHFUL.replace('SB-100004', 'your order')],
    ['invents a deadline', `${FAITHFUL} You have 14 days.`],
    ['says nothing', ' '],
  ])('are joined as they are when the model %s', async (_, response) => {
    const { state, shown, counted } = await answer(new FakeListChatModel({ responses: [response] }));
    expect(shown).toBe(`${TEXTS.r1}\n\n${TEXTS.r2}`);
    expect(state.answer).toBe(shown);
    expect(counted).toContain('support_syntheses_total{end="unfaithful"');
  });

  it('are joined as they are when the model fails, and without a model', async () => {
    const failing = new FakeListChatModel({ responses: [] });
    failing._generate = () => Promise.reject(new Error('out'));
    const { shown, counted } = await answer(failing);
    expect(shown).toBe(`${TEXTS.r1}\n\n${TEXTS.r2}`);
    expect(counted).toContain('support_syntheses_total{end="failed"');
    expect((await answer(undefined)).shown).toBe(`${TEXTS.r1}\n\n${TEXTS.r2}`);
  });

  it('are paid for by the customer: what a model took, and that it was asked where it failed', async () => {
    const model = new FakeListChatModel({ responses: [] });
    const usage_metadata = { input_tokens: 300, output_tokens: 40, total_tokens: 340 };
    model._generate = async () => ({
      generations: [
        {
          text: FAITHFUL,
          message: Object.assign(
            new AIMessage({ content: FAITHFUL, response_metadata: { costMicros: 1_234 } }),
            { usage_metadata },
          ),
        },
      ],
    });
    const { paid, events } = await answer(model);
    const usage = { modelCalls: 1, inputTokens: 300, outputTokens: 40, costMicros: 1_234 };
    expect(paid).toMatchObject([usage]);
    expect(events.at(-1)).toMatchObject({ type: 'turn-end', usage });
    model._generate = () => Promise.reject(new Error('out'));
    expect((await answer(model)).paid).toMatchObject([{ modelCalls: 1, costMicros: 0 }]);
  });

  it('are joined as they are, without a call, when the limit of the day is reached', async () => {
    const { shown, paid } = await answer(new FakeListChatModel({ responses: [FAITHFUL] }), { isSpent: true });
    expect(shown).toBe(`${TEXTS.r1}\n\n${TEXTS.r2}`);
    expect(paid).toEqual([]);
  });

  it("leave none of the customer's words in the log when the model fails", async () => {
    const model = new FakeListChatModel({ responses: [] });
    model._generate = () => Promise.reject(new Error(`invalid request: ${MESSAGE}`));
    const { logged } = await answer(model);
    expect(logged).toContain('no synthesis could be made');
    expect(logged).not.toContain('kettle');
  });

  it('ask no model where they do not', async () => {
    const { shown, counted } = await answer(new FakeListChatModel({ responses: ['never'] }), {
      message: 'Warranty of my kettle? Also can I return SB-100004?',
    });
    expect(shown).toBe(`${TEXTS.r1}\n\n${TEXTS.r2}`);
    expect(counted).not.toContain('support_syntheses_total{');
  });
});
