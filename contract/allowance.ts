import { z } from 'zod';

/** What one request may consume: an agent's share of what the whole turn may. */
export const Allowance = z
  .object({
    modelCalls: z.int().positive(),
    toolCalls: z.int().nonnegative(),
    tokens: z.int().positive().describe('Read and written, together.'),
    free: z
      .boolean()
      .default(false)
      .describe('True when no model may be asked that costs money: the local one answers.'),
  })
  .meta({ id: 'Allowance' });
export type Allowance = z.infer<typeof Allowance>;

/** Splits what is left of a turn between requests that work at the same time. */
export function shareOf(turn: Allowance, requests: number): Allowance {
  const share = (whole: number, least: number) => Math.max(least, Math.floor(whole / Math.max(1, requests)));
  return {
    modelCalls: share(turn.modelCalls, 1),
    toolCalls: share(turn.toolCalls, 0),
    tokens: share(turn.tokens, 1),
    free: turn.free,
  };
}
