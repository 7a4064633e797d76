import { z } from 'zod';

/** An error as RFC 9457 `application/problem+json`; `code` is our stable name for it, `instance` the trace id. */
export const Problem = z
  .object({
    type: z.string().describe('A URI reference that names the kind of problem.'),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().optional().describe('What went wrong here, and what to do about it.'),
    instance: z.string().optional().describe('The trace id of this request; quote it when asking for help.'),
    code: z.string().describe('A stable kebab-case code.'),
    errors: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('One entry for each field that does not fit.'),
    'violated-policies': z
      .array(z.string())
      .optional()
      .describe('The rate limits that were exceeded, by their names in RateLimit-Policy.'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;
