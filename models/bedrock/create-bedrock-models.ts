import type { ModelConfig } from '../../platform/config.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import type { ChatModels } from '../chat-models.js';
import type { Embedder } from '../embedder.js';
import { BedrockChatModel } from './chat-model.js';
import { createBedrockClient } from './create-client.js';
import { createTitanEmbedder } from './embedder.js';

/** What a process has from Bedrock, all over one client. */
export interface BedrockModels {
  chat: ChatModels;
  embedder: Embedder;
  close(): void;
}

/** Agents get the large model, the supervisor's own steps the small one, both the same models to fall back on. */
export function createBedrockModels(config: ModelConfig, logger: Pick<Logger, 'warn'>): BedrockModels {
  const client = createBedrockClient(config);
  const { modelId, smallModelId, fallbackModelIds, region, timeoutMs } = config;
  return {
    chat: {
      provider: 'bedrock',
      description: modelId,
      chatModel(purpose) {
        const wanted = purpose.kind === 'agent' ? modelId : smallModelId;
        return new BedrockChatModel({
          client,
          region,
          modelIds: [wanted, ...fallbackModelIds.filter((id) => id !== wanted)],
          timeoutMs,
          onFault: (model, fault, error) => logger.warn({ model, fault, error }, 'a model call failed'),
        });
      },
    },
    embedder: createTitanEmbedder({ client, modelId: config.embeddingModelId, timeoutMs }),
    close: () => client.destroy(),
  };
}
