import { z } from 'zod';

/** A message in the middle of a conversation, and who should get it. The lines of a burst came one after the other. */
export const ContextCase = z.object({
  id: z.string(),
  kind: z.string(),
  before: z.object({
    /** The agent that spoke last. */
    lastAgent: z.string().nullable(),
    /** The agent whose question stands open. */
    awaiting: z.string().nullable(),
    /** What the supervisor asked back about. */
    unclear: z.string().optional(),
  }),
  text: z.string(),
  labels: z.array(z.string()).min(1),
  /** Any one of these is right, where more than one is. */
  accept: z.array(z.string()).optional(),
});
export type ContextCase = z.infer<typeof ContextCase>;
