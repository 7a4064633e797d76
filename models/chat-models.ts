import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Playbook } from './local/playbook.js';

/** What a chat model is wanted for: an agent (which brings its playbook), or one of the supervisor's own steps. */
export type ChatModelPurpose =
  | { kind: 'agent'; agent: string; playbook: Playbook }
  | { kind: 'understand' | 'synthesize' };

/** The chat models of one process. */
export interface ChatModels {
  readonly provider: 'bedrock' | 'local';
  /** What `/health` says, such as `local` or the Bedrock model id. */
  readonly description: string;
  /** The most tokens that one answer can have. */
  readonly maxAnswerTokens: number;
  /** The model that an agent is configured to have, as `/health` and `agent-start` say. */
  modelIdFor(agent: string): string;
  /** A model that can call tools and stream. `undefined` for the supervisor's steps when the provider is local: it has no language model. */
  chatModel(purpose: ChatModelPurpose): BaseChatModel | undefined;
  /** By model id, whether calls are made (`closed`), or the local model stands in until a probe succeeds. Empty for local. */
  circuits(): Record<string, 'closed' | 'open' | 'half-open'>;
}
