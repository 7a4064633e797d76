import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { AIMessageChunk, BaseMessage } from '@langchain/core/messages';
import { z } from 'zod';
import type { Tool } from '../../tools/tool.js';

/** A chat model that knows an agent's tools; safe to share between turns. */
export interface AgentModel {
  /** With `free`, a model with a stand-in asks that alone. */
  stream(
    messages: BaseMessage[],
    options: { signal: AbortSignal; free?: boolean },
  ): Promise<AsyncIterable<AIMessageChunk>>;
}

/**
 * Binds the tools to the model once, for all turns. Schemas are turned into JSON Schema here, because providers
 * would otherwise do it again in every call. Throws for a model that cannot call tools.
 */
export function bindAgentModel(model: BaseChatModel, tools: readonly Tool[]): AgentModel {
  if (model.bindTools === undefined) throw new Error(`${model.getName()} cannot call tools`);
  return model.bindTools(
    tools.map(({ name, description, input }) => ({ name, description, schema: toToolSchema(input) })),
  );
}

/**
 * The JSON Schema that a model reads in every round. Left out is what it has no use for: the address of the dialect, and
 * the pattern behind a format (that of a date alone is 230 characters). The arguments are checked by the tool itself.
 */
export function toToolSchema(input: Tool['input']): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(input, {
    override({ jsonSchema }) {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  return schema;
}
