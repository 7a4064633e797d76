import {
  AIMessage,
  type AIMessageChunk,
  HumanMessage,
  SystemMessage,
  ToolMessage,
} from '@langchain/core/messages';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BedrockServer, type Respond, startBedrockServer } from '../../tests/helpers/bedrock-server.js';
import { BedrockChatModel, type BedrockChatModelOptions } from './chat-model.js';
import { createBedrockClient } from './create-client.js';
import { createModelCircuits, type ModelCircuits } from './model-circuits.js';
import type { ModelFault } from './model-fault.js';

const SONNET = 'eu.anthropic.claude-test-v1:0';
const tool = {
  name: 'get_order',
  description: 'One order.',
  schema: { type: 'object', properties: { order_id: { type: 'string' } }, required: ['order_id'] },
};
const question = [new SystemMessage('You help with orders.'), new HumanMessage('where is my order')];

let respond: Respond;
let server: BedrockServer;
let faults: [string, ModelFault][];
let circuits: ModelCircuits;

function createModel(
  options: Partial<BedrockChatModelOptions> & { maxAttempts?: number } = {},
): BedrockChatModel {
  const { timeoutMs = 5_000, maxAttempts = 2, ...others } = options;
  const settings = { region: 'eu-west-1', endpoint: server.url, timeoutMs };
  circuits = createModelCircuits({
    client: createBedrockClient({ ...settings, maxAttempts: 1 }),
    baseMs: 50,
  });
  return new BedrockChatModel({
    client: createBedrockClient({ ...settings, maxAttempts }),
    region: 'eu-west-1',
    modelIds: [SONNET],
    timeoutMs,
    idleTimeoutMs: 3_000,
    circuits,
    onFault: (model, fault) => void faults.push([model, fault]),
    ...others,
  });
}

async function read(stream: AsyncIterable<AIMessageChunk>, seen: string[] = []): Promise<AIMessageChunk> {
  let whole: AIMessageChunk | undefined;
  for await (const chunk of stream) {
    if (chunk.text !== '') seen.push(chunk.text);
    whole = whole === undefined ? chunk : whole.concat(chunk);
  }
  if (whole === undefined) throw new Error('nothing came');
  return whole;
}

beforeEach(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  faults = [];
  respond = () => ({ say: 'It arrives on Friday.' });
  server = await startBedrockServer((request, number) => respond(request, number));
});
afterEach(() => {
  circuits.close();
  return server.close();
});

describe('a whole answer', () => {
  it('streams word by word over HTTP/1.1 and ends with its stop reason and its tokens', async () => {
    respond = () => ({
      say: 'It arrives on Friday.',
      usage: { inputTokens: 7, outputTokens: 5, cacheReadInputTokens: 90 },
    });
    const seen: string[] = [];
    const whole = await read(await createModel().stream(question), seen);
    expect(seen).toEqual(['It ', 'arrives ', 'on ', 'Friday.']);
    expect(whole.response_metadata).toMatchObject({ stopReason: 'end_turn', model: SONNET });
    expect(whole.usage_metadata).toMatchObject({
      input_tokens: 97,
      output_tokens: 5,
      input_token_details: { cache_read: 90 },
    });
    expect(server.requests[0]?.httpVersion).toBe('1.1');
  });

  it('says the same without streaming', async () => {
    const reply = await createModel().invoke(question);
    expect(reply.text).toBe('It arrives on Friday.');
    expect(server.requests.map((request) => request.operation)).toEqual(['converse']);
  });

  it('asks for several tools at once and reads their results back', async () => {
    respond = (_, number) =>
      number === 1
        ? {
            say: 'Looking.',
            calls: [
              { name: 'get_order', input: { order_id: 'A-1' } },
              { name: 'get_order', input: { order_id: 'B-2' } },
            ],
          }
        : { say: 'Both are here.' };
    const model = createModel().bindTools([tool]);
    const first = await read(await model.stream(question));
    expect(first.tool_calls?.map(({ name, args }) => [name, args])).toEqual([
      ['get_order', { order_id: 'A-1' }],
      ['get_order', { order_id: 'B-2' }],
    ]);
    expect(first.response_metadata).toMatchObject({ stopReason: 'tool_use' });
    const calls = first.tool_calls ?? [];
    const results = calls.map(
      (call) => new ToolMessage({ tool_call_id: call.id ?? '', content: '{"ok":true}' }),
    );
    await model.invoke([...question, new AIMessage({ content: '', tool_calls: calls }), ...results]);
    const [, second] = server.requests;
    expect(second?.body.toolConfig?.tools[0]?.toolSpec?.name).toBe('get_order');
    const last = second?.body.messages?.at(-1)?.content ?? [];
    expect(last.flatMap(({ toolResult }) => toolResult?.toolUseId ?? [])).toEqual(calls.map(({ id }) => id));
  });

  it('marks the stable prefix for caching, and only for models that know how', async () => {
    await createModel().invoke([
      ...question.slice(0, 1),
      new SystemMessage('It is Monday.'),
      ...question.slice(1),
    ]);
    await createModel({ modelIds: ['meta.llama-test'] }).invoke(question);
    expect(server.requests[0]?.body.system).toEqual([
      { text: 'You help with orders.' },
      { cachePoint: { type: 'default' } },
      { text: 'It is Monday.' },
    ]);
    expect(server.requests[1]?.body.system).toEqual([{ text: 'You help with orders.' }]);
  });
});

describe('an answer that is cut', () => {
  const cuts = ['fin', 'reset', 'clean-end', 'exception'] as const;
  const cut = (how: (typeof cuts)[number], after: number) =>
    how === 'exception' ? { how, after, exception: 'modelStreamErrorException' } : { how, after };

  it.each(cuts)('is an error and never a short answer: %s in mid-stream', async (how) => {
    respond = () => ({ say: 'It arrives on Friday.', cut: cut(how, 2) });
    const seen: string[] = [];
    const model = createModel();
    await expect(model.stream(question).then((stream) => read(stream, seen))).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(seen.join('')).toBe('It arrives ');
    expect(server.requests).toHaveLength(1);
  });

  it.each(cuts)('is asked for again while nothing was handed on: %s before the first word', async (how) => {
    respond = (_, number) => (number === 1 ? { say: 'It', cut: cut(how, 0) } : { say: 'On Friday.' });
    const whole = await read(await createModel().stream(question));
    expect(whole.text).toBe('On Friday.');
    expect(server.requests).toHaveLength(2);
    expect(faults).toEqual([[SONNET, 'interrupted']]);
  });

  it('is asked for again once only', async () => {
    respond = () => ({ say: 'It', cut: { how: 'clean-end', after: 0 } });
    await expect(
      createModel()
        .stream(question)
        .then((stream) => read(stream)),
    ).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(server.requests).toHaveLength(2);
  });

  it.each(['fin', 'reset', 'clean-end'] as const)('without streaming: %s', async (how) => {
    respond = (_, number) => ({ say: 'It arrives on Friday.', ...(number < 3 ? { cut: cut(how, 0) } : {}) });
    const model = createModel({ maxAttempts: 1 });
    await expect(model.invoke(question)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await model.invoke(question)).text).toBe('It arrives on Friday.');
  });

  it('is told by its missing stop reason without streaming, too', async () => {
    respond = () => ({ say: 'It arrives on', stopReason: null });
    await expect(createModel().invoke(question)).rejects.toMatchObject({ code: 'unavailable' });
    expect(server.requests).toHaveLength(2);
  });

  it.each(cuts)('is whole once the stop reason came, though its token counts are lost: %s', async (how) => {
    respond = () => ({ say: 'It arrives on Friday.', cut: { ...cut(how, 0), after: 'stop' } });
    const whole = await read(await createModel().stream(question));
    expect(whole.text).toBe('It arrives on Friday.');
    expect(whole.response_metadata).toMatchObject({ stopReason: 'end_turn' });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a model that does not answer', () => {
  it.each([
    ['ModelTimeoutException', 408],
    ['ModelErrorException', 424],
  ])('is asked once more after %s', async (fail, status) => {
    respond = (_, number) => (number === 1 ? { fail, status } : { say: 'Now.' });
    expect((await createModel().invoke(question)).text).toBe('Now.');
    expect((await read(await createModel().stream(question))).text).toBe('Now.');
    expect(faults).toEqual([[SONNET, 'interrupted']]);
  });

  it('is asked again by the client alone when it throttles, and then the next model is', async () => {
    respond = ({ model }) =>
      model === SONNET ? { fail: 'ThrottlingException', status: 429 } : { say: `from ${model}` };
    const whole = await read(
      await createModel({ modelIds: [SONNET, 'eu.anthropic.spare'] }).stream(question),
    );
    expect(whole.text).toBe('from eu.anthropic.spare');
    expect(server.requests.map((request) => request.model)).toEqual([SONNET, SONNET, 'eu.anthropic.spare']);
    expect(faults).toEqual([[SONNET, 'overloaded']]);
  });

  it('is reported as unavailable when no other model is left', async () => {
    respond = () => ({ fail: 'ServiceUnavailableException', status: 503 });
    await expect(createModel().invoke(question)).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 5,
    });
    expect(server.requests).toHaveLength(2);
  });

  it('is not asked again when it refuses', async () => {
    respond = () => ({ fail: 'ValidationException', status: 400, message: 'no such field' });
    const model = createModel({ modelIds: [SONNET, 'eu.anthropic.spare'] });
    await expect(model.invoke(question)).rejects.toMatchObject({
      code: 'unavailable',
      cause: { type: 'ValidationException', status: 400 },
    });
    expect(faults).toEqual([[SONNET, 'refused']]);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['stream', 'invoke'] as const)('is left at the deadline: %s', async (way) => {
    respond = () => ({ say: 'It arrives', cut: { how: 'stall', after: 1 } });
    const model = createModel({ timeoutMs: 300 });
    const started = performance.now();
    const asked =
      way === 'invoke' ? model.invoke(question) : model.stream(question).then((stream) => read(stream));
    await expect(asked).rejects.toMatchObject({ code: 'deadline-exceeded' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('is reported as unavailable when nobody listens', async () => {
    const model = createModel({ maxAttempts: 1 });
    await server.close();
    await expect(model.invoke(question)).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('a model that falls silent', () => {
  it('is an error shortly after the idle limit, in mid-stream', async () => {
    respond = () => ({ say: 'It arrives on Friday.', cut: { how: 'stall', after: 2 } });
    const started = performance.now();
    const stream = createModel({ idleTimeoutMs: 200 }).stream(question);
    await expect(stream.then((chunks) => read(chunks))).rejects.toMatchObject({ code: 'unavailable' });
    expect(performance.now() - started).toBeLessThan(600);
    await expect.poll(() => server.requests[0]?.signal.aborted).toBe(true);
  });

  it('is followed by the next one before its first word', async () => {
    respond = ({ model }) => (model === SONNET ? { say: 'x', delayMs: 5_000 } : { say: `from ${model}` });
    const model = createModel({ idleTimeoutMs: 200, modelIds: [SONNET, 'eu.spare'] });
    expect((await read(await model.stream(question))).text).toBe('from eu.spare');
    expect(faults).toEqual([[SONNET, 'overloaded']]);
  });
});

describe('a tool call that is cut', () => {
  it('was never handed on, so that the answer is asked for again', async () => {
    const calls = [{ name: 'get_order', input: { order_id: 'SB-100002' } }];
    respond = (_, number) => (number === 1 ? { calls, cut: { how: 'fin', after: 2 } } : { calls });
    const whole = await read(await createModel().bindTools([tool]).stream(question));
    expect(whole.tool_calls?.map(({ args }) => args)).toEqual([{ order_id: 'SB-100002' }]);
    expect(server.requests).toHaveLength(2);
  });
});

describe('a model that is out', () => {
  const out: Respond = () => ({ fail: 'ServiceUnavailableException', status: 503 });

  it('is left alone after five failures in a row, and asked again once a probe of one token succeeded', async () => {
    respond = out;
    const model = createModel({ maxAttempts: 1 });
    for (let call = 1; call <= 8; call += 1) {
      await expect(model.invoke(question)).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(faults).toHaveLength(5);
    expect(circuits.states()).toEqual({ [SONNET]: 'open' });
    respond = () => ({ say: 'Back.' });
    await expect.poll(() => circuits.states()[SONNET], { timeout: 3_000 }).toBe('closed');
    expect(server.requests.at(-1)?.body.inferenceConfig).toEqual({ maxTokens: 1 });
    expect((await model.invoke(question)).text).toBe('Back.');
  });

  it('is passed over while its circuit is open, without losing time', async () => {
    respond = (request, number) => (request.model === SONNET ? out(request, number) : { say: 'Spare.' });
    const model = createModel({ maxAttempts: 1, modelIds: [SONNET, 'eu.spare'] });
    for (let call = 1; call <= 7; call += 1) expect((await model.invoke(question)).text).toBe('Spare.');
    const wanted = server.requests.filter(({ body }) => body.inferenceConfig?.maxTokens !== 1);
    expect(wanted.filter((request) => request.model === SONNET)).toHaveLength(5);
  });

  it('is not thought to be out by refusals, nor by callers that leave', async () => {
    respond = () => ({ fail: 'ValidationException', status: 400 });
    const model = createModel({ maxAttempts: 1 });
    for (let call = 1; call <= 6; call += 1) await expect(model.invoke(question)).rejects.toThrow();
    respond = () => ({ say: 'word '.repeat(50), pieceDelayMs: 5 });
    for (let call = 1; call <= 6; call += 1) {
      for await (const _ of await model.stream(question)) break;
    }
    expect(circuits.states()).toEqual({ [SONNET]: 'closed' });
  });

  it('is followed by the next one when access to it is denied', async () => {
    respond = ({ model }) =>
      model === SONNET ? { fail: 'AccessDeniedException', status: 403 } : { say: `from ${model}` };
    const model = createModel({ modelIds: [SONNET, 'eu.spare'] });
    expect((await model.invoke(question)).text).toBe('from eu.spare');
    expect(faults).toEqual([[SONNET, 'denied']]);
  });
});

describe('what a request says', () => {
  it('names the guardrail that is configured, and leaves extended thinking off', async () => {
    respond = () => ({ say: 'I cannot help with that.', stopReason: 'guardrail_intervened' });
    const guardrail = { id: 'g-1', version: '3' };
    const whole = await read(await createModel({ guardrail }).stream(question));
    expect(whole.response_metadata).toMatchObject({ stopReason: 'guardrail_intervened' });
    await createModel().invoke(question);
    const [guarded, plain] = server.requests;
    expect(guarded?.body.guardrailConfig).toEqual({ guardrailIdentifier: 'g-1', guardrailVersion: '3' });
    expect(plain?.body.guardrailConfig).toBeUndefined();
    expect(plain?.body.additionalModelRequestFields).toBeUndefined();
  });

  it('ends tools and system prompt in cache points where the model accepts them, unless told otherwise', async () => {
    const toolPoints = async (options: Partial<BedrockChatModelOptions>) => {
      await createModel(options).bindTools([tool]).invoke(question);
      const { toolConfig, system } = server.requests.at(-1)?.body ?? {};
      const isPoint = (block: object) => 'cachePoint' in block;
      return [toolConfig?.tools.filter(isPoint).length, system?.filter(isPoint).length];
    };
    expect(await toolPoints({})).toEqual([1, 1]);
    expect(await toolPoints({ modelIds: ['eu.amazon.nova-pro-v1:0'] })).toEqual([0, 1]);
    expect(await toolPoints({ modelIds: ['meta.llama'] })).toEqual([0, 0]);
    expect(await toolPoints({ modelIds: ['us.anthropic.claude-3-5-haiku-20241022-v1:0'] })).toEqual([1, 1]);
    expect(await toolPoints({ modelIds: ['us.anthropic.claude-3-7-sonnet-20250219-v1:0'] })).toEqual([1, 1]);
    expect(await toolPoints({ modelIds: ['global.anthropic.claude-opus-5-v1:0'] })).toEqual([1, 1]);
    // These refuse a request that has one.
    for (const id of [
      'claude-3-haiku-20240307-v1:0',
      'claude-3-5-sonnet-20240620-v1:0',
      'claude-instant-v1',
    ]) {
      expect(await toolPoints({ modelIds: [`eu.anthropic.${id}`] }), id).toEqual([0, 0]);
    }
    expect(await toolPoints({ cachePoints: 'off' })).toEqual([0, 0]);
    expect(await toolPoints({ modelIds: ['arn:aws:bedrock:::profile/x'], cachePoints: 'on' })).toEqual([
      1, 1,
    ]);
  });

  it('ends messages in a cache point where the model may be asked again with the same and more', async () => {
    const pointAtEnd = async (options: Partial<BedrockChatModelOptions>, forced = false) => {
      const choice = forced ? { tool_choice: tool.name } : {};
      await createModel(options).bindTools([tool], choice).invoke(question);
      const last = server.requests.at(-1)?.body.messages?.at(-1)?.content.at(-1);
      return last !== undefined && 'cachePoint' in last;
    };
    const modelIds = ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0'] as const;
    expect(await pointAtEnd({ modelIds })).toBe(true);
    expect(await pointAtEnd({ modelIds }, true)).toBe(false);
    expect(await pointAtEnd({ modelIds, cachePoints: 'off' })).toBe(false);
    expect(await pointAtEnd({ modelIds: ['meta.llama'] })).toBe(false);
    await createModel({ modelIds }).invoke(question);
    expect(JSON.stringify(server.requests.at(-1)?.body.messages)).not.toContain('cachePoint');
  });

  it('makes a model call the tool only where it can be made to, also one that stands in', async () => {
    const claude = 'eu.anthropic.claude-haiku-4-5-20251001-v1:0';
    respond = ({ model }) =>
      model === claude
        ? { fail: 'ThrottlingException', status: 429 }
        : { calls: [{ name: tool.name, input: {} }] };
    const model = createModel({ modelIds: [claude, 'eu.amazon.nova-pro-v1:0'] });
    const reply = await model.bindTools([tool], { tool_choice: tool.name }).invoke(question);
    expect(reply.tool_calls).toMatchObject([{ name: tool.name }]);
    expect(server.requests[0]?.body.toolConfig?.toolChoice).toEqual({ tool: { name: tool.name } });
    expect(server.requests.at(-1)).toMatchObject({ model: 'eu.amazon.nova-pro-v1:0' });
    expect(server.requests.at(-1)?.body.toolConfig?.toolChoice).toBeUndefined();
  });

  it('costs what its tokens cost, those of the cache at their own price', async () => {
    respond = () => ({
      say: 'Yes.',
      usage: { inputTokens: 100, outputTokens: 10, cacheReadInputTokens: 1_000, cacheWriteInputTokens: 200 },
    });
    const price = { input: 3, output: 15, cacheRead: 0.3, cacheWrite: 3.75 };
    const model = createModel({ prices: new Map([['claude-test', price]]) });
    const costMicros = 100 * 3 + 1_000 * 0.3 + 200 * 3.75 + 10 * 15;
    expect((await read(await model.stream(question))).response_metadata).toMatchObject({ costMicros });
    expect((await model.invoke(question)).response_metadata).toMatchObject({ costMicros });
  });
});

describe('a caller that aborts', () => {
  it('gets its own reason in mid-stream, not half an answer, and the connection is given up', async () => {
    respond = () => ({ say: 'word '.repeat(200), pieceDelayMs: 5 });
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const chunk of await createModel().stream(question, { signal: controller.signal })) {
        seen.push(chunk.text);
        if (seen.length === 3) controller.abort(new Error('customer left'));
      }
    })();
    await expect(reading).rejects.toThrow();
    expect(seen.length).toBeLessThan(20);
    await expect.poll(() => server.requests[0]?.signal.aborted, { timeout: 2_000 }).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['stream', 'invoke'] as const)('is heard before the first word: %s', async (way) => {
    respond = () => ({ say: 'late', delayMs: 10_000 });
    const controller = new AbortController();
    const options = { signal: controller.signal };
    const started = performance.now();
    setTimeout(() => controller.abort(new Error('customer left')), 50);
    const model = createModel();
    const asked =
      way === 'invoke'
        ? model.invoke(question, options)
        : model.stream(question, options).then((stream) => read(stream));
    await expect(asked).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(1_500);
    await expect.poll(() => server.requests.every((request) => request.signal.aborted)).toBe(true);
    expect(faults).toEqual([]);
  });
});
