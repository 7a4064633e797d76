import { AIMessageChunk, HumanMessage } from '@langchain/core/messages';
import { describe, expect, it } from 'vitest';
import { ScriptedModel, type ScriptedRound } from '../agents/testing/scripted-model.js';
import { StandInChatModel } from './stand-in-chat-model.js';

const question = [new HumanMessage('where is my order')];
const tool = { name: 'get_order', description: 'One order.', schema: { type: 'object' as const } };

function create(round: ScriptedRound) {
  const configured = new ScriptedModel([round]);
  const standIn = new ScriptedModel([{ text: ['from ', 'the stand-in'] }]);
  const told: unknown[] = [];
  const model = new StandInChatModel({ configured, standIn, onStandIn: (error) => void told.push(error) });
  return { configured, standIn, told, model };
}

async function read(stream: AsyncIterable<AIMessageChunk>): Promise<AIMessageChunk> {
  let whole = new AIMessageChunk('');
  for await (const chunk of stream) whole = whole.concat(chunk);
  return whole;
}

describe('a chat model with a stand-in', () => {
  it('leaves everything to the configured model while that works', async () => {
    const { model, standIn, told } = create({ text: ['from the model'] });
    const whole = await read(await model.stream(question));
    expect(whole.text).toBe('from the model');
    expect(whole.response_metadata.degraded).toBeUndefined();
    expect([standIn.asked, told]).toEqual([[], []]);
  });

  it('answers with the stand-in, marked, when the configured model fails before its first word', async () => {
    const fault = new Error('out');
    const { model, told } = create({ fails: fault });
    const whole = await read(await model.stream(question));
    expect(whole.text).toBe('from the stand-in');
    expect(whole.response_metadata.degraded).toBe(true);
    expect(told).toEqual([fault]);
  });

  it('fails after the first word: what was shown cannot be continued by another model', async () => {
    const { model, standIn } = create({ text: ['It '], fails: new Error('cut') });
    await expect(model.stream(question).then(read)).rejects.toThrow('cut');
    expect(standIn.asked).toEqual([]);
  });

  it('does not answer a caller that left', async () => {
    const { model, standIn } = create({ milliseconds: 5_000 });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('customer left')), 20);
    await expect(model.stream(question, { signal: controller.signal }).then(read)).rejects.toThrow();
    expect(standIn.asked).toEqual([]);
  });

  it('asks the stand-in alone when a call may cost nothing', async () => {
    const { model, configured } = create({ text: ['dear'] });
    const whole = await read(await model.stream(question, { free: true }));
    expect(whole.text).toBe('from the stand-in');
    expect(whole.response_metadata.degraded).toBe(true);
    expect(configured.asked).toEqual([]);
  });

  it('does the same without streaming, with tools bound', async () => {
    const { model, told } = create({ fails: new Error('out') });
    const reply = await model.bindTools([tool]).invoke(question);
    expect(reply.response_metadata.degraded).toBe(true);
    expect(told).toHaveLength(1);
  });
});
