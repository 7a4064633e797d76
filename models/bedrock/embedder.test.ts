import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BedrockServer, type Respond, startBedrockServer } from '../../tests/helpers/bedrock-server.js';
import { createBedrockClient } from './create-client.js';
import { createTitanEmbedder } from './embedder.js';

let respond: Respond;
let server: BedrockServer;

function createEmbedder(timeoutMs = 2_000) {
  const client = createBedrockClient({
    region: 'eu-west-1',
    endpoint: server.url,
    timeoutMs,
    maxAttempts: 1,
  });
  return createTitanEmbedder({ client, modelId: 'amazon.titan-embed-text-v2:0', timeoutMs });
}

beforeEach(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  respond = () => ({});
  server = await startBedrockServer((request, number) => respond(request, number));
});
afterEach(() => server.close());

describe('the Titan embedder', () => {
  it('gives unit vectors of 512 numbers in the order of the texts, one call a text', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    const vectors = await createEmbedder().embed(texts);
    expect(vectors).toHaveLength(20);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    expect(server.requests).toHaveLength(20);
    expect(server.requests.map((request) => request.body)).toContainEqual({
      inputText: 'text 0',
      dimensions: 512,
      normalize: true,
    });
    const [last] = await createEmbedder().embed(['text 19']);
    expect(vectors[19]).toEqual(last);
  });

  it('asks for a text once, and never with a blank one', async () => {
    const embedder = createEmbedder();
    await embedder.embed(['again', '  ']);
    await embedder.embed(['again', '']);
    expect(server.requests.map((request) => request.body.inputText).sort()).toEqual(['.', 'again']);
  });

  it('is unavailable while the service throttles, and passes on what it refuses', async () => {
    respond = (_, number) =>
      number === 1
        ? { fail: 'ThrottlingException', status: 429 }
        : { fail: 'AccessDeniedException', status: 403 };
    const embedder = createEmbedder();
    await expect(embedder.embed(['one'])).rejects.toMatchObject({ code: 'unavailable' });
    await expect(embedder.embed(['two'])).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('gives up at its deadline, and with the reason of the caller when that aborts', async () => {
    respond = () => ({ delayMs: 10_000 });
    await expect(createEmbedder(100).embed(['slow'])).rejects.toMatchObject({ code: 'unavailable' });
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('customer left')), 30);
    await expect(createEmbedder().embed(['slow'], controller.signal)).rejects.toThrow('customer left');
    await expect(createEmbedder().embed(['slow'], controller.signal)).rejects.toThrow('customer left');
  });
});
