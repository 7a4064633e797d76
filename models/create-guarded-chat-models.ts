import type { ModelConfig } from '../platform/config.js';
import { AppError } from '../platform/errors.js';
import type { Logger } from '../platform/telemetry/logger.js';
import type { BedrockModels } from './bedrock/create-bedrock-models.js';
import type { ChatModels } from './chat-models.js';
import { StandInChatModel } from './stand-in-chat-model.js';

/** What answers, and what stands in for it. */
export interface GuardedChatModelsOptions {
  bedrock: Pick<BedrockModels, 'chatModel' | 'circuits'>;
  local: ChatModels;
  config: Pick<ModelConfig, 'modelId' | 'agentModelIds' | 'maxTokens'>;
  logger: Pick<Logger, 'warn'>;
}

/** Bedrock's chat models; while they are out, each agent's playbook answers in their place. The supervisor's own steps have none. */
export function createGuardedChatModels(options: GuardedChatModelsOptions): ChatModels {
  const { bedrock, local, config, logger } = options;
  return {
    provider: 'bedrock',
    description: config.modelId,
    maxAnswerTokens: config.maxTokens,
    modelIdFor: (agent) => config.agentModelIds[agent] ?? config.modelId,
    circuits: () => bedrock.circuits.states(),
    chatModel(purpose) {
      const configured = bedrock.chatModel(purpose);
      const standIn = local.chatModel(purpose);
      if (purpose.kind !== 'agent' || standIn === undefined) return configured;
      const { agent } = purpose;
      return new StandInChatModel({
        configured,
        standIn,
        onStandIn(error) {
          const code = error instanceof AppError ? error.code : 'internal';
          logger.warn({ agent, code }, 'the local model stands in for the configured one');
        },
      });
    },
  };
}
