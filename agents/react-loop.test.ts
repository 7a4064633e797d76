import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { AgentRequest } from '../contract/agent-request.js';
import type { AgentEvent } from '../contract/events.js';
import type { Identity } from '../contract/identity.js';
import { defineTool, type Tool, type ToolContext, type ToolResult } from '../tools/tool.js';
import { type AgentBudget, defineAgent } from './define-agent.js';
import { bindAgentModel } from './loop/bind-agent-model.js';
import { type AgentFault, runAgent } from './react-loop.js';
import { ScriptedModel, type ScriptedRound } from './testing/scripted-model.js';

const now = new Date('2026-05-04T10:00:00Z');
const lookUp = { name: 'look_up', args: { word: 'kettle' } };
const answer: ScriptedRound = { text: ['It is ', 'blue.', '\n<outcome>answered</outcome>'] };

interface Setting {
  rounds: readonly ScriptedRound[];
  run?: (input: { word: string }, context: ToolContext) => Promise<ToolResult>;
  tools?: readonly Tool[];
  identity?: Identity;
  budget?: Partial<AgentBudget>;
  allowance?: AgentRequest['allowance'];
  deadlineAt?: string;
  signal?: AbortSignal;
}

function lookUpTool(run: Setting['run'], access: Tool['access'] = 'anonymous'): Tool {
  return {
    ...defineTool({
      name: 'look_up',
      description: 'Looks a word up.',
      kind: 'read',
      access,
      input: z.object({ word: z.string().min(2) }),
      run: run ?? (async ({ word }) => ({ ok: true, data: { word, colour: 'blue' } })),
    }),
  };
}

async function play(setting: Setting) {
  const model = new ScriptedModel(setting.rounds);
  const tools = setting.tools ?? [lookUpTool(setting.run)];
  const definition = defineAgent({
    card: {
      id: 'test-agent',
      name: 'Test',
      topic: 'tests',
      purpose: 'Tests.',
      port: 1,
      examples: ['a'],
      unavailableHint: 'b',
    },
    prompt: 'You are a test.',
    tools,
    playbook: { intents: [], next: () => ({ say: '', outcome: 'answered' }) },
    ...(setting.budget === undefined ? {} : { budget: setting.budget }),
  });
  const events: AgentEvent[] = [];
  const faults: AgentFault[] = [];
  const unused = new Proxy({}, { get: () => () => Promise.reject(new Error('not in this test')) });
  const reply = await runAgent({
    definition,
    model: bindAgentModel(model, tools),
    request: {
      requestId: 'r1',
      request: 'What colour is it?',
      ...(setting.allowance === undefined ? {} : { allowance: setting.allowance }),
      context: {
        sessionId: 's1',
        turnId: 't1',
        locale: 'en-US',
        window: [],
        summary: '',
        facts: [],
        deadlineAt: setting.deadlineAt ?? '2026-05-04T10:00:20Z',
      },
    },
    toolContext: {
      identity: setting.identity ?? { level: 'verified', customerId: 'C1' },
      agent: 'test-agent',
      sessionId: 's1',
      turnId: 't1',
      requestId: 'r1',
      locale: 'en-US',
      now: () => now,
      database: unused as ToolContext['database'],
      knowledge: unused as ToolContext['knowledge'],
      embedder: unused as ToolContext['embedder'],
    },
    emit: (event) => void events.push(event),
    signal: setting.signal ?? new AbortController().signal,
    modelDescription: 'scripted',
    onFault: (fault) => faults.push(fault),
  });
  const toolMessages = model.asked.at(-1)?.filter((message) => message.type === 'tool') ?? [];
  return { reply, events, faults, model, results: toolMessages.map((message) => JSON.parse(message.text)) };
}

describe('the ReAct loop', () => {
  it('calls the tool, answers from its result, and tells every step in order', async () => {
    const { reply, events, results } = await play({ rounds: [{ calls: [lookUp] }, answer] });
    expect(reply).toMatchObject({
      outcome: { status: 'answered', agent: 'test-agent', requestId: 'r1' },
      text: 'It is blue.',
      usage: {
        modelCalls: 2,
        toolCalls: 1,
        inputTokens: 20,
        outputTokens: 10,
        cachedInputTokens: 8,
        costMicros: 14,
      },
      degraded: false,
    });
    expect(results).toEqual([{ ok: true, data: { word: 'kettle', colour: 'blue' } }]);
    const types = events.map((event) => event.type);
    expect(types).toEqual(['agent-start', 'tool-start', 'tool-end', 'text-delta', 'text-delta', 'agent-end']);
    expect(events.at(-1)).toMatchObject({ reply: { text: 'It is blue.' } });
  });

  it('streams an answer as it comes once tools have run', async () => {
    const { events } = await play({ rounds: [{ calls: [lookUp] }, answer] });
    const deltas = events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : []));
    expect(deltas).toEqual(['It is', ' blue.']);
  });

  it('does not show words that only lead up to a tool call', async () => {
    const { reply } = await play({
      rounds: [{ text: ['Let me look ', 'that up.'], calls: [lookUp] }, answer],
    });
    expect(reply.text).toBe('It is blue.');
  });

  it('shows a first round that has outgrown a preamble before it is over', async () => {
    const long = 'The kettle is made of steel and holds one litre and a half, ';
    const { events } = await play({ rounds: [{ text: [long, long, 'as you can see.'] }] });
    expect(events.filter((event) => event.type === 'text-delta')).toHaveLength(2);
  });

  it('reads the outcome from the tag and never shows the tag', async () => {
    const { reply } = await play({ rounds: [{ text: ['Which one? <outcome>needs', '-info</outcome>'] }] });
    expect(reply).toMatchObject({ text: 'Which one?', outcome: { status: 'needs-info' } });
  });

  it('counts a handoff only when the tool did it, not when the model says so', async () => {
    const claimed = await play({ rounds: [{ text: ['A person is coming. <outcome>handed-off</outcome>'] }] });
    expect(claimed.reply.outcome.status).toBe('answered');
    const tools = [{ ...lookUpTool(undefined), kind: 'handoff' as const }];
    const done = await play({ tools, rounds: [{ calls: [lookUp] }, answer] });
    expect(done.reply.outcome.status).toBe('handed-off');
  });

  it('runs the calls of one round side by side and keeps their order', async () => {
    let running = 0;
    let most = 0;
    const { results } = await play({
      rounds: [{ calls: [lookUp, { name: 'look_up', args: { word: 'toaster' } }] }, answer],
      run: async ({ word }) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, word === 'kettle' ? 20 : 1));
        running -= 1;
        return { ok: true, data: word };
      },
    });
    expect(most).toBe(2);
    expect(results.map((result) => result.data)).toEqual(['kettle', 'toaster']);
  });

  it('gathers facts, and shows only the cards and citations that the answer uses', async () => {
    const citation = { chunkId: 'kettle-guide.1', documentId: 'kettle-guide', title: 'Kettle', excerpt: 'x' };
    const product = (id: string, name: string) => ({
      kind: 'product' as const,
      id,
      name,
      brand: 'Aurora',
      price: { cents: 100, currency: 'EUR' },
      inStock: true,
    });
    const { reply, events } = await play({
      rounds: [{ calls: [lookUp] }, { text: ['Take the Blue Kettle [kettle-guide.1][made-up.2].'] }],
      run: async () => ({
        ok: true,
        data: {},
        items: [product('red', 'Red Kettle'), product('blue', 'Blue Kettle')],
        citations: [citation],
        facts: [{ kind: 'product', id: 'blue', label: 'Blue Kettle' }],
      }),
    });
    expect(reply.text).toBe('Take the Blue Kettle [kettle-guide.1].');
    expect(reply.citations).toEqual([citation]);
    expect(reply.items.map((item) => item.id)).toEqual(['blue']);
    expect(reply.facts).toEqual([{ kind: 'product', id: 'blue', label: 'Blue Kettle', agent: 'test-agent' }]);
    expect(events.slice(-4).map((event) => event.type)).toEqual([
      'citation',
      'text-delta',
      'item-shown',
      'agent-end',
    ]);
  });

  it('says so when a stand-in model answered', async () => {
    const { reply } = await play({ rounds: [{ ...answer, degraded: true }] });
    expect(reply.degraded).toBe(true);
  });
});

describe('what a tool call may not do', () => {
  const second = async (
    setting: Omit<Setting, 'rounds'>,
    call: { name: string; args: Record<string, unknown> | string },
  ) => (await play({ ...setting, rounds: [{ calls: [call] }, answer] })).results[0];

  it('reach a tool that the agent was not given', async () => {
    expect(await second({}, { name: 'drop_tables', args: {} })).toMatchObject({
      ok: false,
      code: 'unknown-tool',
    });
  });

  it('pass arguments that do not fit; the fault names the field', async () => {
    const result = await second({}, { name: 'look_up', args: { word: 'x' } });
    expect(result).toMatchObject({ ok: false, code: 'invalid-arguments' });
    expect(result.message).toContain('word');
    expect(await second({}, { name: 'look_up', args: '{"word": ' })).toMatchObject({
      code: 'invalid-arguments',
    });
  });

  it('read account data for a visitor who is not signed in', async () => {
    const tools = [lookUpTool(undefined, 'verified')];
    const result = await second({ tools, identity: { level: 'anonymous' } }, lookUp);
    expect(result).toMatchObject({ ok: false, code: 'sign-in-required' });
  });

  it('break the turn by throwing; somebody is told, the model reads no details', async () => {
    const run = () => Promise.reject(new Error('secret connection string'));
    const { results, faults, reply } = await play({ run, rounds: [{ calls: [lookUp] }, answer] });
    expect(results[0]).toMatchObject({ ok: false, code: 'unavailable' });
    expect(JSON.stringify(results)).not.toContain('secret');
    expect(faults).toMatchObject([{ where: 'tool', tool: 'look_up' }]);
    expect(reply.outcome.status).toBe('answered');
  });

  it('be repeated more often than the budget allows', async () => {
    const { results } = await play({
      rounds: [{ calls: [lookUp, { name: 'look_up', args: { word: 'kettle' } }, lookUp, lookUp] }, answer],
      budget: { identicalCalls: 3 },
    });
    expect(results.map((result) => result.code ?? 'ok')).toEqual(['ok', 'ok', 'ok', 'repeated-call']);
  });

  it('go on past the limit of calls', async () => {
    const calls = ['aa', 'bb', 'cc'].map((word) => ({ name: 'look_up', args: { word } }));
    const { results, reply } = await play({ rounds: [{ calls }, answer], budget: { toolCalls: 2 } });
    expect(results.map((result) => result.code ?? 'ok')).toEqual(['ok', 'ok', 'not-allowed']);
    expect(reply.usage.toolCalls).toBe(2);
  });
});

describe('when a limit or a fault ends the turn', () => {
  it('stops a model that calls tools for ever, after warning it once', async () => {
    const { reply, model, results } = await play({
      rounds: [{ calls: [lookUp] }],
      budget: { modelCalls: 3 },
    });
    expect(reply.outcome).toMatchObject({ status: 'failed', reason: 'budget-exhausted' });
    expect(model.asked).toHaveLength(3);
    expect(results.map((result) => 'note' in result)).toEqual([false, true]);
  });

  it.each([
    ['Blue, I think.\n<outcome>answered</outcome>', { status: 'answered' }],
    ['One moment.', { status: 'failed', reason: 'budget-exhausted' }],
  ])(
    'takes words of the last round beside a call for the answer only if they say so: %s',
    async (said, outcome) => {
      const { reply } = await play({
        rounds: [{ calls: [lookUp] }, { text: [said], calls: [lookUp] }],
        budget: { modelCalls: 2 },
      });
      expect(reply).toMatchObject({ text: said.split('\n')[0], outcome });
    },
  );

  it('keeps to its share of what the turn may take, and not only to its own limits', async () => {
    const allowance = { modelCalls: 2, toolCalls: 1, tokens: 100_000, free: false };
    const calls = ['aa', 'bb'].map((word) => ({ name: 'look_up', args: { word } }));
    const { reply, model } = await play({ rounds: [{ calls }], allowance });
    expect(reply.outcome).toMatchObject({ status: 'failed', reason: 'budget-exhausted' });
    expect(model.asked).toHaveLength(2);
    expect(reply.usage).toMatchObject({ modelCalls: 2, toolCalls: 1 });
  });

  it('goes on with the stand-in once that began', async () => {
    const { model } = await play({ rounds: [{ calls: [lookUp], degraded: true }, answer] });
    expect(model.options.map((options) => 'free' in options)).toEqual([false, true]);
  });

  it('stops before a round whose tokens would be too many', async () => {
    const run = async (): Promise<ToolResult> => ({ ok: true, data: 'word '.repeat(10_000) });
    const allowance = { modelCalls: 8, toolCalls: 20, tokens: 10_000, free: false };
    const { reply, model } = await play({ rounds: [{ calls: [lookUp] }], run, allowance });
    expect(reply.outcome).toMatchObject({ status: 'failed', reason: 'budget-exhausted' });
    expect(model.asked).toHaveLength(1);
  });

  it.each([
    ['max_tokens', 'budget-exhausted', 'It is blue.'],
    ['guardrail_intervened', 'rejected', ''],
  ])('takes no answer that ends in %s for a whole one', async (stopReason, reason, text) => {
    const { reply } = await play({ rounds: [{ text: ['It is blue.'], stopReason }] });
    expect(reply).toMatchObject({ text, outcome: { status: 'failed', reason } });
  });

  it('ends in a timeout when the model is slower than the budget', async () => {
    const { reply } = await play({ rounds: [{ milliseconds: 5_000 }], budget: { milliseconds: 30 } });
    expect(reply.outcome).toMatchObject({ status: 'failed', reason: 'timeout' });
  });

  it('heeds the deadline of the caller before its own budget', async () => {
    const start = Date.now();
    const { reply } = await play({
      rounds: [{ milliseconds: 5_000 }],
      deadlineAt: '2026-05-04T10:00:00.300Z',
    });
    expect(reply.outcome).toMatchObject({ status: 'failed', reason: 'timeout' });
    expect(Date.now() - start).toBeLessThan(1_000);
  });

  it('ends in a model failure, keeps what was shown, and reports the error', async () => {
    const { reply, faults } = await play({
      rounds: [{ calls: [lookUp] }, { text: ['It is bl'], fails: new Error('cut') }],
    });
    expect(reply).toMatchObject({ text: 'It is bl', outcome: { status: 'failed', reason: 'model-failure' } });
    expect(faults).toMatchObject([{ where: 'model', error: { message: 'cut' } }]);
  });

  it('takes an empty answer for a failure', async () => {
    const { reply } = await play({ rounds: [{ text: ['  \n'] }] });
    expect(reply.outcome).toMatchObject({ status: 'failed', reason: 'model-failure' });
  });

  it('throws only when the caller went away', async () => {
    const caller = new AbortController();
    setTimeout(() => caller.abort(new DOMException('client gone', 'AbortError')), 20);
    const turn = play({ rounds: [{ milliseconds: 5_000 }], signal: caller.signal });
    await expect(turn).rejects.toThrow('client gone');
  });

  it('stops waiting for a tool when the caller goes away', async () => {
    const caller = new AbortController();
    setTimeout(() => caller.abort(new DOMException('client gone', 'AbortError')), 20);
    const run = () => new Promise<ToolResult>(() => {});
    await expect(play({ rounds: [{ calls: [lookUp] }], run, signal: caller.signal })).rejects.toThrow(
      'client gone',
    );
  });
});
