import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Database } from '../database/database.js';
import type { KnowledgeRetriever } from '../knowledge/retriever.js';
import type { Embedder } from '../models/embedder.js';
import type { Logger } from '../platform/telemetry/logger.js';
import type { PolicySettings } from '../tools/policy-settings.js';

/** What an agent's service stands on. It holds nothing between requests. */
export interface AgentServiceDependencies {
  model: BaseChatModel;
  /** What `/health` and `agent-start` say is answering. */
  modelDescription: string;
  /** By model id, whether calls are made to it; shown by `/health`. */
  circuits?: () => Record<string, string>;
  /** The most tokens that one answer of the model can have. */
  maxAnswerTokens?: number;
  database: Database;
  knowledge: KnowledgeRetriever;
  embedder: Embedder;
  logger: Logger;
  version: string;
  /** Verifies that a request comes from the supervisor, and for whom. */
  sessionTokenSecret: string;
  corsOrigins?: readonly string[];
  /** The shop's rules; the defaults when absent. */
  policy?: PolicySettings;
  now?: () => Date;
}
