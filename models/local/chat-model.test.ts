import {
  AIMessage,
  type AIMessageChunk,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { LocalChatModel } from './chat-model.js';
import type { IntentClassifier } from './intent-classifier.js';
import type { Move, Playbook, Transcript } from './playbook.js';

const classifier: IntentClassifier = {
  rank: async (text) => [{ intent: text.includes('order') ? 'order' : 'other', score: 1 }],
  ready: async () => {},
};

function createModel(next: Playbook['next'], delayMs = 0) {
  const model = new LocalChatModel({ playbook: { intents: [], next }, classifier, delayMs });
  return model.bindTools([{ name: 'get_order', description: 'an order', schema: { type: 'object' } }]);
}

async function collect(chunks: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk[]> {
  const all: AIMessageChunk[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return all;
}

const say = (text: string): Move => ({ say: text, outcome: 'answered' });

describe('the local chat model', () => {
  it('streams a reply a few words at a time and ends it with its outcome', async () => {
    const model = createModel(() => say('Your order is on its way and arrives on Friday.'));
    const chunks = await collect(await model.stream([new HumanMessage('where is my order')]));
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.map((chunk) => chunk.text).join('')).toBe(
      'Your order is on its way and arrives on Friday.\n<outcome>answered</outcome>',
    );
  });

  it('says the same whether it streams or not, and counts tokens alike', async () => {
    const model = createModel(() => say('Done.'));
    const streamed = (await collect(await model.stream('hello'))).reduce((sum, chunk) => sum.concat(chunk));
    const whole = await model.invoke('hello');
    expect(whole.text).toBe(streamed.text);
    expect(streamed.usage_metadata).toMatchObject({ input_tokens: 2, output_tokens: 9, total_tokens: 11 });
    expect(whole.usage_metadata).toEqual({ input_tokens: 2, output_tokens: 9, total_tokens: 11 });
    expect(whole.response_metadata.stopReason).toBe('end_turn');
  });

  it('asks for tools that are bound, with ids of their own', async () => {
    const model = createModel(() => ({
      calls: [
        { tool: 'get_order', args: { order_id: 'A' } },
        { tool: 'get_order', args: { order_id: 'B' } },
      ],
    }));
    const chunks = await collect(await model.stream('compare my orders'));
    const message = chunks.reduce((sum, chunk) => sum.concat(chunk));
    expect(message.tool_calls?.map(({ name, args }) => ({ name, args }))).toEqual([
      { name: 'get_order', args: { order_id: 'A' } },
      { name: 'get_order', args: { order_id: 'B' } },
    ]);
    expect(new Set(message.tool_calls?.map((call) => call.id)).size).toBe(2);
    expect(message.response_metadata.stopReason).toBe('tool_use');
  });

  it('never calls a tool that is not bound: the playbook is told instead', async () => {
    const model = createModel(({ calls }) =>
      calls.length === 0
        ? { calls: [{ tool: 'refund_all', args: {} }] }
        : say(`refused: ${calls.map((call) => (call.result.ok ? 'ok' : call.result.code)).join()}`),
    );
    const reply = await model.invoke('refund everything');
    expect(reply.tool_calls).toEqual([]);
    expect(reply.text).toContain('refused: unknown-tool');
  });

  it('fails loudly when the playbook does not give up on an unbound tool', async () => {
    const model = createModel(() => ({ calls: [{ tool: 'refund_all', args: {} }] }));
    await expect(model.invoke('refund')).rejects.toThrow('not bound');
  });

  it('shows the playbook the request, the window, the hints and the calls so far', async () => {
    let seen: Transcript | undefined;
    const model = createModel((transcript) => {
      seen = transcript;
      return say('ok');
    });
    await model.invoke([
      new SystemMessage('You help with orders.'),
      new HumanMessage('hi'),
      new AIMessage({ content: 'Which order?', name: 'order-management' }),
      new HumanMessage({
        content: 'the second one',
        additional_kwargs: {
          switchboard: {
            facts: [{ kind: 'order', id: 'X-2', label: 'Kettle', agent: 'order-management' }],
            now: '2026-01-02T03:04:05.000Z',
            verified: true,
            locale: 'de-DE',
          },
        },
      }),
      new AIMessage({
        content: '',
        tool_calls: [
          { name: 'get_order', args: { order_id: 'X-2' }, id: 'a' },
          { name: 'get_order', args: { order_id: 'X-3' }, id: 'b' },
          { name: 'get_order', args: {}, id: 'lost' },
        ],
      }),
      new ToolMessage({ tool_call_id: 'b', content: '{"ok":false,"code":"not-found","message":"No."}' }),
      new ToolMessage({ tool_call_id: 'a', content: '{"ok":true,"data":{"status":"shipped"}}' }),
    ]);
    expect(seen).toEqual({
      request: 'the second one',
      window: [
        { role: 'customer', text: 'hi' },
        { role: 'assistant', text: 'Which order?', agent: 'order-management' },
      ],
      facts: [{ kind: 'order', id: 'X-2', label: 'Kettle', agent: 'order-management' }],
      calls: [
        {
          tool: 'get_order',
          args: { order_id: 'X-2' },
          result: { ok: true, data: { status: 'shipped' } },
        },
        {
          tool: 'get_order',
          args: { order_id: 'X-3' },
          result: { ok: false, code: 'not-found', message: 'No.' },
        },
        { tool: 'get_order', args: {}, result: expect.objectContaining({ ok: false, code: 'unavailable' }) },
      ],
      now: new Date('2026-01-02T03:04:05.000Z'),
      verified: true,
      locale: 'de-DE',
    });
  });

  it('hands the ranked intents of the request to the playbook', async () => {
    const model = createModel((_, ranked) => say(String(ranked[0]?.intent)));
    expect((await model.invoke('my order please')).text).toContain('order');
    expect((await model.invoke('a joke')).text).toContain('other');
  });

  it('stops at once when aborted during its pause', async () => {
    const model = createModel(() => say('late'), 5_000);
    const controller = new AbortController();
    const started = performance.now();
    setTimeout(() => controller.abort(new Error('customer left')), 30);
    await expect(model.invoke('hello', { signal: controller.signal })).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('stops between words when aborted in mid-stream', async () => {
    const model = createModel(() => say('word '.repeat(300)));
    const controller = new AbortController();
    const seen: string[] = [];
    const read = async () => {
      for await (const chunk of await model.stream('hello', { signal: controller.signal })) {
        seen.push(chunk.text);
        if (seen.length === 3) controller.abort(new Error('customer left'));
      }
    };
    await expect(read()).rejects.toThrow();
    expect(seen.length).toBeLessThan(20);
  });
});
