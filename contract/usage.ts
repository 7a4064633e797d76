import { z } from 'zod';

/** What a turn or a part of it consumed; counts, tokens as the model's provider counts them. */
export const Usage = z
  .object({
    modelCalls: z.int().nonnegative(),
    toolCalls: z.int().nonnegative(),
    inputTokens: z.int().nonnegative(),
    outputTokens: z.int().nonnegative(),
    cachedInputTokens: z.int().nonnegative(),
    costMicros: z
      .int()
      .nonnegative()
      .default(0)
      .describe('What the models cost, in millionths of a US dollar; the local model costs nothing.'),
  })
  .meta({ id: 'Usage' });
export type Usage = z.infer<typeof Usage>;

/** Nothing consumed: the value to start adding from. */
export const NO_USAGE: Usage = {
  modelCalls: 0,
  toolCalls: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  costMicros: 0,
};

/** The sum of two usages, field by field. */
export function addUsage(left: Usage, right: Usage): Usage {
  return {
    modelCalls: left.modelCalls + right.modelCalls,
    toolCalls: left.toolCalls + right.toolCalls,
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
    cachedInputTokens: left.cachedInputTokens + right.cachedInputTokens,
    costMicros: left.costMicros + right.costMicros,
  };
}
