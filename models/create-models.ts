import type { Config } from '../platform/config.js';
import type { ChatModels } from './chat-models.js';
import type { Embedder } from './embedder.js';
import { createLocalChatModels } from './local/create-local-chat-models.js';
import { createLocalEmbedder } from './local/embedder.js';

/** Where it is said that a classifier trains at start; pino's loggers fit. */
export interface ModelsLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

/** The models of one process. `classifierEmbedder` is always the local one, whatever writes the corpora. */
export interface Models {
  chat: ChatModels;
  embedder: Embedder;
  classifierEmbedder: Embedder;
  close(): Promise<void>;
}

/** Makes what the configuration asks for; nothing is called over the network before the first use. */
export function createModels(config: Pick<Config, 'model'>, { logger }: { logger: ModelsLogger }): Models {
  const classifierEmbedder = createLocalEmbedder();
  const chat = createLocalChatModels({
    embedder: classifierEmbedder,
    delayMs: config.model.localDelayMs,
    logger,
  });
  return { chat, embedder: classifierEmbedder, classifierEmbedder, close: () => classifierEmbedder.close() };
}
