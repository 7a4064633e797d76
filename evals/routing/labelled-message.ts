import { z } from 'zod';

/**
 * A message and who should answer it: agents by id with underscores, in the order asked, or `general` for the supervisor
 * itself. `accept` holds every label that is right; a message with one of them is unambiguous.
 */
export const LabelledMessage = z.object({
  id: z.string(),
  text: z.string(),
  labels: z.array(z.string()).min(1),
  accept: z.array(z.string()).min(1),
  source: z.string().default('unknown'),
  /** Whether the message is no business of the shop. */
  oos: z.boolean().default(false),
  kind: z.enum(['single', 'oos', 'multi']).default('single'),
});
export type LabelledMessage = z.infer<typeof LabelledMessage>;
