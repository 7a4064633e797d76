import type { ModelConfig } from '../../platform/config.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import type { ChatModelPurpose } from '../chat-models.js';
import type { Embedder } from '../embedder.js';
import { LIST_PRICES, type PriceTable } from '../prices/price-table.js';
import type { Reranker } from '../reranker.js';
import { BedrockChatModel } from './chat-model.js';
import { createBedrockClient } from './create-client.js';
import { createTitanEmbedder } from './embedder.js';
import { createModelCircuits, type ModelCircuits } from './model-circuits.js';
import { describeModelError } from './model-fault.js';
import { createBedrockReranker } from './reranker.js';

/** What a process has from Bedrock, all over one client. */
export interface BedrockModels {
  chatModel(purpose: ChatModelPurpose): BedrockChatModel;
  circuits: ModelCircuits;
  embedder: Embedder;
  reranker: Reranker | undefined;
  close(): void;
}

/**
 * Agents get their own model or the large one, the supervisor's own steps the small one, all the same models to fall
 * back on. What fails is logged without the words of request or answer.
 */
export function createBedrockModels(
  config: ModelConfig,
  logger: Pick<Logger, 'info' | 'warn'>,
): BedrockModels {
  const client = createBedrockClient(config);
  const probing = createBedrockClient({ ...config, maxAttempts: 1 });
  const circuits = createModelCircuits({
    client: probing,
    onChange(model, state) {
      if (state === 'open') logger.warn({ model, state }, 'a model is out: its circuit is open');
      if (state === 'closed') logger.info({ model, state }, 'a model is back: its circuit is closed');
    },
  });
  const prices: PriceTable = new Map([...LIST_PRICES, ...Object.entries(config.prices)]);
  return {
    chatModel(purpose) {
      const wanted = modelIdFor(config, purpose);
      return new BedrockChatModel({
        client,
        region: config.region,
        modelIds: [wanted, ...config.fallbackModelIds.filter((id) => id !== wanted)],
        circuits,
        timeoutMs: config.timeoutMs,
        idleTimeoutMs: config.idleTimeoutMs,
        maxTokens: config.maxTokens,
        cachePoints: config.promptCache,
        guardrail: config.guardrail,
        prices,
        onFault: (model, fault, error) =>
          logger.warn(
            { model, fault, error: describeModelError(error) },
            fault === 'denied' || fault === 'refused'
              ? 'a model call failed: npm run doctor says why'
              : 'a model call failed',
          ),
      });
    },
    circuits,
    embedder: createTitanEmbedder({ client, modelId: config.embeddingModelId, timeoutMs: config.timeoutMs }),
    reranker:
      config.reranker === undefined
        ? undefined
        : createBedrockReranker({ client: probing, ...config.reranker }),
    close() {
      circuits.close();
      client.destroy();
      probing.destroy();
    },
  };
}

/** The id that a purpose is configured to have. */
export function modelIdFor(
  config: Pick<ModelConfig, 'agentModelIds' | 'modelId' | 'smallModelId'>,
  purpose: ChatModelPurpose,
): string {
  if (purpose.kind !== 'agent') return config.smallModelId;
  return config.agentModelIds[purpose.agent] ?? config.modelId;
}
