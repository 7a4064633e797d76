import { type BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import { HumanMessage, SystemMessage } from '@langchain/core/messages';
import type { ModelConfig } from '../../platform/config.js';
import { AppError } from '../../platform/errors.js';
import type { Finding } from '../../platform/finding.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { LIST_PRICES, priceOf } from '../prices/price-table.js';
import { withCachePoint } from './cache-point.js';
import { ConverseModel } from './converse-model.js';
import { createBedrockClient } from './create-client.js';
import { explainModelError } from './explain-model-error.js';
import { createBedrockReranker } from './reranker.js';

const PROBE_TIMEOUT_MS = 15_000;
/** The one use that does not stream. */
const ROUTING = 'routing';

/**
 * Looks at region and credentials, and asks every configured model for one token: what fails here fails a customer.
 * Costs a few tokens. Nothing of a credential is told but where it comes from.
 */
export async function* checkBedrock(config: ModelConfig): AsyncGenerator<Finding> {
  const client = createBedrockClient({ ...config, timeoutMs: PROBE_TIMEOUT_MS, maxAttempts: 2 });
  try {
    const region = await findRegion(client);
    yield region === undefined
      ? {
          level: 'fail',
          check: 'AWS region',
          told: 'none is set',
          todo: 'set AWS_REGION to the region in which the models are enabled',
        }
      : { level: 'ok', check: 'AWS region', told: region };
    if (region === undefined) return;
    const credentials = await checkCredentials(client, config, region);
    yield credentials;
    if (credentials.level === 'fail') return;
    for (const [modelId, uses] of chatModels(config)) {
      yield await checkModel({ client, config, region, modelId, uses });
    }
    if (config.embedder === 'titan') yield await checkEmbedding(client, config, region);
    if (config.reranker !== undefined) yield await checkRerank(client, config, region);
  } finally {
    client.destroy();
  }
}

async function findRegion(client: BedrockRuntimeClient): Promise<string | undefined> {
  return client.config.region().catch(() => undefined);
}

async function checkCredentials(
  client: BedrockRuntimeClient,
  config: ModelConfig,
  region: string,
): Promise<Finding> {
  const check = 'AWS credentials';
  if (config.hasBearerToken)
    return { level: 'ok', check, told: 'a Bedrock API key (AWS_BEARER_TOKEN_BEDROCK)' };
  try {
    const { expiration, sessionToken } = await client.config.credentials();
    const kind = sessionToken === undefined ? 'a long-lived access key' : 'temporary ones';
    if (expiration !== undefined && expiration.getTime() < Date.now()) {
      return { level: 'fail', check, told: 'have expired', todo: 'renew them' };
    }
    return { level: 'ok', check, told: `${kind} from the default chain` };
  } catch (error) {
    const todo = explainModelError(error, { modelId: '', region, endpoint: config.endpoint });
    return { level: 'fail', check, told: 'none were found', todo };
  }
}

/** Every id with what it is for; one that several uses share is asked once. */
function chatModels(config: ModelConfig): Map<string, string[]> {
  const models = new Map<string, string[]>();
  const add = (modelId: string, use: string) => models.set(modelId, [...(models.get(modelId) ?? []), use]);
  add(config.modelId, 'agents');
  add(config.smallModelId, ROUTING);
  for (const [agent, modelId] of Object.entries(config.agentModelIds)) add(modelId, agent);
  for (const modelId of config.fallbackModelIds) add(modelId, 'fallback');
  return models;
}

async function checkModel(asked: {
  client: BedrockRuntimeClient;
  config: ModelConfig;
  region: string;
  modelId: string;
  uses: string[];
}): Promise<Finding> {
  const { config, region, modelId, uses } = asked;
  const check = `model for ${uses.join(', ')}`;
  const startedAt = performance.now();
  try {
    await askForOneToken(asked);
    const took = `${modelId} answers (${Math.round(performance.now() - startedAt)} ms)`;
    const prices = new Map([...LIST_PRICES, ...Object.entries(config.prices)]);
    if (priceOf(prices, modelId) !== undefined) return { level: 'ok', check, told: took };
    const told = `${took}; its price is not known, so the dearest known one is counted`;
    return { level: 'warn', check, told, todo: 'name it in MODEL_PRICES' };
  } catch (error) {
    return failed(check, modelId, error, { modelId, region, endpoint: config.endpoint });
  }
}

const NO_TOOL = { name: 'ping', description: 'Does nothing.', schema: { type: 'object', properties: {} } };

/** In the form of the real calls (streamed or not, with a tool, cache points and the guardrail), each of which a model or a policy may refuse. */
async function askForOneToken(asked: {
  client: BedrockRuntimeClient;
  config: ModelConfig;
  region: string;
  modelId: string;
  uses: string[];
}): Promise<void> {
  const { client, config, region, modelId, uses } = asked;
  const { guardrail } = config;
  const model = new ConverseModel(
    {
      ...{ client, region, model: modelId, maxTokens: 1 },
      ...(guardrail === undefined
        ? {}
        : { guardrailConfig: { guardrailIdentifier: guardrail.id, guardrailVersion: guardrail.version } }),
    },
    config.promptCache,
  );
  const plain = [new SystemMessage('Say pong.'), new HumanMessage('ping')];
  const messages = model.cachesPrompts ? withCachePoint(plain) : plain;
  const bound = model.bindTools([NO_TOOL]);
  const limit = deadline(PROBE_TIMEOUT_MS);
  try {
    if (uses.every((use) => use === ROUTING)) await bound.invoke(messages, { signal: limit.signal });
    else for await (const _ of await bound.stream(messages, { signal: limit.signal }));
  } finally {
    limit.clear();
  }
}

async function checkEmbedding(
  client: BedrockRuntimeClient,
  config: ModelConfig,
  region: string,
): Promise<Finding> {
  const modelId = config.embeddingModelId;
  const check = 'model for search';
  const limit = deadline(PROBE_TIMEOUT_MS);
  try {
    const body = JSON.stringify({ inputText: 'ping', dimensions: 512, normalize: true });
    await client.send(new InvokeModelCommand({ modelId, body, contentType: 'application/json' }), {
      abortSignal: limit.signal,
    });
    return { level: 'ok', check, told: `${modelId} answers` };
  } catch (error) {
    return failed(check, modelId, error, { modelId, region, endpoint: config.endpoint });
  } finally {
    limit.clear();
  }
}

async function checkRerank(
  client: BedrockRuntimeClient,
  config: ModelConfig,
  region: string,
): Promise<Finding> {
  const modelId = config.reranker?.modelId ?? '';
  const check = 'rerank model';
  try {
    await createBedrockReranker({ client, modelId, timeoutMs: PROBE_TIMEOUT_MS }).rerank('ping', [
      'ping',
      'pong',
    ]);
    return { level: 'ok', check, told: `${modelId} answers` };
  } catch (error) {
    const cause = error instanceof AppError ? error.cause : error;
    return failed(check, modelId, cause, { modelId, region, endpoint: config.endpoint });
  }
}

function failed(
  check: string,
  modelId: string,
  error: unknown,
  asked: Parameters<typeof explainModelError>[1],
): Finding {
  const name = error instanceof Error ? error.name : 'Error';
  const told = `${modelId}: ${name}: ${error instanceof Error ? error.message.slice(0, 200) : ''}`;
  const level = /^(Throttling|TooManyRequests)/.test(name) ? 'warn' : 'fail';
  return { level, check, told, todo: explainModelError(error, asked) };
}
