import { HumanMessage } from '@langchain/core/messages';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelConfig } from '../platform/config.js';
import { createLogger } from '../platform/telemetry/logger.js';
import { type BedrockServer, startBedrockServer } from '../tests/helpers/bedrock-server.js';
import type { ChatModelPurpose } from './chat-models.js';
import { createModels, type Models } from './create-models.js';
import type { Playbook } from './local/playbook.js';

const playbook: Playbook = {
  intents: [
    { name: 'track', examples: ['where is my parcel', 'has it shipped yet', 'when does it arrive'] },
    { name: 'return', examples: ['send it back', 'I want to return this', 'take it back please'] },
  ],
  next: (_, ranked) => ({ say: `You want to ${ranked[0]?.intent}.`, outcome: 'answered' }),
};

let server: BedrockServer;
let models: Models | undefined;
let told: string[];

function create(settings: Partial<ModelConfig>): Promise<Models> {
  const model: ModelConfig = {
    provider: 'local',
    embedder: 'local',
    embedderIsChosen: true,
    region: 'eu-west-1',
    hasBearerToken: false,
    modelId: 'large',
    smallModelId: 'small',
    agentModelIds: { troubleshooting: 'special' },
    fallbackModelIds: ['spare', 'small'],
    guardrail: undefined,
    promptCache: 'auto',
    idleTimeoutMs: 5_000,
    maxTokens: 500,
    prices: {},
    embeddingModelId: 'amazon.titan-embed-text-v2:0',
    reranker: undefined,
    endpoint: server.url,
    timeoutMs: 10_000,
    localDelayMs: 0,
    ...settings,
  };
  const destination = { write: (line: string) => void told.push(JSON.parse(line).message) };
  return createModels({ model }, { logger: createLogger({ name: 'test', destination }) });
}

beforeEach(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  told = [];
  server = await startBedrockServer(({ model }) =>
    model === 'large' ? { fail: 'ModelErrorException', status: 424 } : { say: `from ${model}` },
  );
});
afterEach(async () => {
  await models?.close();
  models = undefined;
  await server.close();
});

describe('createModels', () => {
  it('plays the agents locally, has no model for the supervisor, and says when it has to train', async () => {
    models = await create({});
    expect(models.chat).toMatchObject({ provider: 'local', description: 'local' });
    expect(models.chat.chatModel({ kind: 'understand' })).toBeUndefined();
    expect(models.chat.chatModel({ kind: 'synthesize' })).toBeUndefined();
    expect(models.embedder.id).toBe('use-lite-512');
    const model = models.chat.chatModel({ kind: 'agent', agent: 'untrained', playbook });
    const reply = await model?.invoke([new HumanMessage('could I give it back?')]);
    expect(reply?.text).toContain('You want to return.');
    expect(told).toEqual(['no current weights: training at start']);
    expect(server.requests).toEqual([]);
  });

  it('has a reranker when one is configured, beside whatever answers', async () => {
    models = await create({});
    expect(models.reranker).toBeUndefined();
    await models.close();
    models = await create({ reranker: { modelId: 'amazon.rerank-v1:0', timeoutMs: 1_000 } });
    expect(await models.reranker?.rerank('red kettle', ['a fan', 'a red kettle'])).toEqual([0, 1]);
    expect(server.requests.map(({ model }) => model)).toEqual(['amazon.rerank-v1:0']);
  });

  it('asks Bedrock: the small model for the supervisor, the large one for agents, their own where they have one', async () => {
    models = await create({ provider: 'bedrock', embedder: 'titan' });
    expect(models.chat).toMatchObject({ provider: 'bedrock', description: 'large' });
    const ask = async (purpose: ChatModelPurpose) =>
      (await models?.chat.chatModel(purpose)?.invoke('hello'))?.text;
    expect(await ask({ kind: 'understand' })).toBe('from small');
    expect(await ask({ kind: 'synthesize' })).toBe('from small');
    expect(await ask({ kind: 'agent', agent: 'troubleshooting', playbook })).toBe('from special');
    expect(server.requests.map((request) => request.model)).toEqual(['small', 'small', 'special']);
    expect(server.requests.map((request) => request.body.inferenceConfig?.maxTokens)).toEqual([
      500, 500, 500,
    ]);
  });

  it('lets the playbook stand in, marked, while the model of an agent fails, and says so', async () => {
    models = await create({ provider: 'bedrock', embedder: 'local' });
    const agent = models.chat.chatModel({ kind: 'agent', agent: 'order-management', playbook });
    const reply = await agent?.invoke([new HumanMessage('could I give it back?')]);
    expect(reply?.text).toContain('You want to return.');
    expect(reply?.response_metadata).toMatchObject({ degraded: true });
    expect(server.requests.map((request) => request.model)).toEqual(['large', 'large']);
    expect(told.filter((message) => message !== 'no current weights: training at start')).toEqual([
      'a model call failed',
      'a model call failed',
      'the local model stands in for the configured one',
    ]);
    expect(models.chat.circuits()).toEqual({ large: 'closed' });
  });

  it('keeps classifiers on the local embedder while Titan writes the corpora', async () => {
    models = await create({ provider: 'bedrock', embedder: 'titan' });
    expect(models.embedder.id).toBe('titan-v2-512');
    expect(models.classifierEmbedder.id).toBe('use-lite-512');
    const [vector] = await models.embedder.embed(['a text']);
    expect(vector).toHaveLength(512);
  });

  it('can answer with Bedrock and search locally', async () => {
    models = await create({ provider: 'bedrock', embedder: 'local' });
    expect(models.chat.provider).toBe('bedrock');
    expect(models.embedder).toBe(models.classifierEmbedder);
  });
});
