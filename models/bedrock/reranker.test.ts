import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BedrockServer, type Respond, startBedrockServer } from '../../tests/helpers/bedrock-server.js';
import { createBedrockClient } from './create-client.js';
import { createBedrockReranker } from './reranker.js';

let respond: Respond;
let server: BedrockServer;

function createReranker(modelId = 'amazon.rerank-v1:0', timeoutMs = 2_000) {
  const settings = { region: 'eu-central-1', endpoint: server.url, timeoutMs, maxAttempts: 1 };
  return createBedrockReranker({ client: createBedrockClient(settings), modelId, timeoutMs });
}

beforeEach(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  respond = () => ({});
  server = await startBedrockServer((request, number) => respond(request, number));
});
afterEach(() => server.close());

const PASSAGES = ['Descale the kettle with vinegar.', 'Toasters are hot.', 'A kettle boils water.'];

describe('the Bedrock reranker', () => {
  it('gives one score a passage in the order of the passages, whatever the order of the answer', async () => {
    const scores = await createReranker().rerank('descale the kettle', PASSAGES);
    expect(scores).toHaveLength(3);
    const [descale = 0, toaster = 0, boils = 0] = scores;
    expect(descale).toBeGreaterThan(boils);
    expect(boils).toBeGreaterThan(toaster);
    expect(server.requests[0]).toMatchObject({ operation: 'invoke', model: 'amazon.rerank-v1:0' });
    expect(server.requests[0]?.body).toEqual({
      query: 'descale the kettle',
      documents: PASSAGES,
      top_n: 3,
    });
  });

  it('tells models of Cohere the version of their API, by id and by ARN', async () => {
    for (const modelId of [
      'cohere.rerank-v3-5:0',
      'arn:aws:bedrock:us-west-2::foundation-model/cohere.rerank-v3-5:0',
    ])
      await createReranker(modelId).rerank('kettle', PASSAGES);
    expect(server.requests.map(({ body }) => body.api_version)).toEqual([2, 2]);
  });

  it('fails on an answer that leaves a passage out', async () => {
    respond = () => ({ rerank: [{ index: 0, relevance_score: 0.9 }] });
    await expect(createReranker().rerank('kettle', PASSAGES)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('gives up at its deadline, and with the reason of the caller when that aborts', async () => {
    respond = () => ({ delayMs: 10_000 });
    const startedAt = performance.now();
    await expect(createReranker(undefined, 100).rerank('slow', PASSAGES)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error('customer left')), 30);
    await expect(createReranker().rerank('slow', PASSAGES, controller.signal)).rejects.toThrow(
      'customer left',
    );
  });

  it('is left alone for a while after three failures', async () => {
    respond = () => ({ fail: 'ThrottlingException', status: 429 });
    const reranker = createReranker();
    for (let attempt = 0; attempt < 5; attempt += 1)
      await expect(reranker.rerank('kettle', PASSAGES)).rejects.toThrow();
    expect(server.requests).toHaveLength(3);
  });
});
