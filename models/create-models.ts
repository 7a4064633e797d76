import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/telemetry/logger.js';
import type { ChatModels } from './chat-models.js';
import { createGuardedChatModels } from './create-guarded-chat-models.js';
import type { Embedder } from './embedder.js';
import { createLocalChatModels } from './local/create-local-chat-models.js';
import { createLocalEmbedder } from './local/embedder.js';
import type { Reranker } from './reranker.js';

/** The models of one process. `classifierEmbedder` is always the local one, whatever writes the corpora. */
export interface Models {
  chat: ChatModels;
  embedder: Embedder;
  classifierEmbedder: Embedder;
  /** Absent unless one is configured. */
  reranker?: Reranker | undefined;
  close(): Promise<void>;
}

/**
 * Makes what the configuration asks for; nothing goes over the network, and no encoder is loaded, before the first use.
 * The AWS SDK is loaded only when Bedrock is asked for.
 */
export async function createModels(
  { model }: Pick<Config, 'model'>,
  { logger }: { logger: Pick<Logger, 'info' | 'warn'> },
): Promise<Models> {
  const classifierEmbedder = createLocalEmbedder();
  const onBedrock =
    model.provider === 'bedrock' || model.embedder === 'titan' || model.reranker !== undefined;
  const bedrock = onBedrock
    ? (await import('./bedrock/create-bedrock-models.js')).createBedrockModels(model, logger)
    : undefined;
  const local = createLocalChatModels({ embedder: classifierEmbedder, delayMs: model.localDelayMs, logger });
  const chat =
    bedrock === undefined || model.provider === 'local'
      ? local
      : createGuardedChatModels({ bedrock, local, config: model, logger });
  const embedder = (model.embedder === 'titan' ? bedrock?.embedder : undefined) ?? classifierEmbedder;
  return {
    chat,
    embedder,
    classifierEmbedder,
    reranker: bedrock?.reranker,
    async close() {
      bedrock?.close();
      await classifierEmbedder.close();
    },
  };
}
