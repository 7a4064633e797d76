import {
  BedrockRuntimeClient,
  ConverseCommand,
  ConverseStreamCommand,
  type ConverseStreamOutput,
  InvokeModelCommand,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttp2Handler, NodeHttpHandler } from '@smithy/node-http-handler';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cut } from './bedrock/script.js';
import { type BedrockServer, type Respond, startBedrockServer } from './bedrock-server.js';

const PROTOCOLS = ['1.1', '2.0'] as const;
const messages = [{ role: 'user' as const, content: [{ text: 'hello' }] }];

let respond: Respond;
let server: BedrockServer;
const clients: BedrockRuntimeClient[] = [];

/** The real client with nothing of the product around it; `2.0` is its default handler. */
function client(protocol: (typeof PROTOCOLS)[number]): BedrockRuntimeClient {
  const made = new BedrockRuntimeClient({
    region: 'eu-west-1',
    endpoint: server.url,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: protocol === '1.1' ? new NodeHttpHandler() : new NodeHttp2Handler(),
  });
  clients.push(made);
  return made;
}

async function stream(protocol: (typeof PROTOCOLS)[number]): Promise<ConverseStreamOutput[]> {
  const reply = await client(protocol).send(new ConverseStreamCommand({ modelId: 'some.model', messages }));
  const events: ConverseStreamOutput[] = [];
  for await (const event of reply.stream ?? []) events.push(event);
  return events;
}

const wordsOf = (events: readonly ConverseStreamOutput[]): string =>
  events.map((event) => event.contentBlockDelta?.delta?.text ?? '').join('');

beforeEach(async () => {
  respond = () => ({ say: 'It is on its way.' });
  server = await startBedrockServer((request, number) => respond(request, number));
});
afterEach(async () => {
  for (const made of clients.splice(0)) made.destroy();
  await server.close();
});

describe.each(PROTOCOLS)('the test server over HTTP/%s', (protocol) => {
  it('answers Converse', async () => {
    respond = () => ({ say: 'Hello.', usage: { inputTokens: 3, outputTokens: 2, cacheWriteInputTokens: 9 } });
    const reply = await client(protocol).send(new ConverseCommand({ modelId: 'eu.some.model:0', messages }));
    expect(reply.output?.message?.content).toEqual([{ text: 'Hello.' }]);
    expect(reply.stopReason).toBe('end_turn');
    expect(reply.usage).toMatchObject({ inputTokens: 3, outputTokens: 2, cacheWriteInputTokens: 9 });
    const [request] = server.requests;
    expect(request).toMatchObject({ model: 'eu.some.model:0', operation: 'converse', httpVersion: protocol });
  });

  it('streams frames that the client takes for genuine, checksums and all', async () => {
    respond = () => ({
      say: 'One moment.',
      calls: [
        { name: 'get_order', input: { order_id: 'SB-1' } },
        { name: 'get_order', input: { order_id: 'SB-2' } },
      ],
    });
    const events = await stream(protocol);
    expect(wordsOf(events)).toBe('One moment.');
    expect(events.flatMap((event) => event.contentBlockStart?.start?.toolUse?.name ?? [])).toHaveLength(2);
    const inputs = events.flatMap((event) => event.contentBlockDelta?.delta?.toolUse?.input ?? []).join('');
    expect(inputs).toBe('{"order_id":"SB-1"}{"order_id":"SB-2"}');
    expect(events.at(-2)?.messageStop?.stopReason).toBe('tool_use');
    expect(events.at(-1)?.metadata?.usage?.totalTokens).toBe(30);
  });

  it('embeds a text as Titan does', async () => {
    const body = JSON.stringify({ inputText: 'a kettle', dimensions: 512, normalize: true });
    const reply = await client(protocol).send(
      new InvokeModelCommand({ modelId: 'amazon.titan', body, contentType: 'application/json' }),
    );
    const { embedding } = JSON.parse(new TextDecoder().decode(reply.body));
    expect(embedding).toHaveLength(512);
    expect(Math.hypot(...embedding)).toBeCloseTo(1, 6);
  });

  it.each([
    ['ThrottlingException', 429],
    ['ModelTimeoutException', 408],
    ['ModelErrorException', 424],
    ['ServiceUnavailableException', 503],
    ['AccessDeniedException', 403],
    ['ValidationException', 400],
  ])('fails with %s as its own class of error', async (fail, status) => {
    respond = () => ({ fail, status, message: 'no' });
    await expect(stream(protocol)).rejects.toMatchObject({
      name: fail,
      message: 'no',
      $metadata: { httpStatusCode: status },
    });
  });

  it.each([
    'internalServerException',
    'modelStreamErrorException',
    'serviceUnavailableException',
    'throttlingException',
    'validationException',
  ])('sends %s in mid-stream', async (exception) => {
    respond = () => ({ say: 'It is on its way.', cut: { how: 'exception', after: 2, exception } });
    const name = exception.slice(0, 1).toUpperCase() + exception.slice(1);
    await expect(stream(protocol)).rejects.toMatchObject({ name, message: 'in mid-stream' });
  });

  it.each<Cut['how']>(['fin', 'reset', 'clean-end', 'half-frame'])(
    'cuts a stream in the middle: %s',
    async (how) => {
      respond = () => ({ say: 'It is on its way.', cut: { how: how as 'fin', after: 2 } });
      const events = await stream(protocol).catch((error: unknown) => error);
      // Over HTTP/2 the client itself takes some of them for the end; nothing in the stream says so.
      if (Array.isArray(events)) {
        expect(wordsOf(events)).toBe('It is ');
        expect(events.some((event: ConverseStreamOutput) => event.messageStop !== undefined)).toBe(false);
      } else expect(events).toBeInstanceOf(Error);
    },
  );

  it('stalls, and sees the client go', async () => {
    respond = () => ({ say: 'It is on its way.', cut: { how: 'stall', after: 1 } });
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 100);
    const command = new ConverseStreamCommand({ modelId: 'some.model', messages });
    const reading = (async () => {
      const reply = await client(protocol).send(command, { abortSignal: controller.signal });
      for await (const _ of reply.stream ?? []);
    })();
    await reading.catch(() => undefined);
    for (const made of clients) made.destroy();
    await expect.poll(() => server.requests[0]?.signal.aborted, { timeout: 3_000 }).toBe(true);
  });

  it('says that a guardrail intervened, and takes its time between words', async () => {
    respond = () => ({ say: 'I cannot say.', stopReason: 'guardrail_intervened', pieceDelayMs: 20 });
    const started = performance.now();
    const events = await stream(protocol);
    expect(performance.now() - started).toBeGreaterThan(50);
    expect(events.some((event) => event.messageStop?.stopReason === 'guardrail_intervened')).toBe(true);
  });
});

it('knows no other path', async () => {
  expect((await fetch(`${server.url}/model/x/dance`, { method: 'POST', body: '{}' })).status).toBe(404);
});
