import { z } from 'zod';

/** Questions of one meaning that the documents did not answer. */
export const KnowledgeGap = z
  .object({
    heading: z.string().describe('A draft of the heading under which a document could answer them.'),
    product: z
      .string()
      .optional()
      .describe('The product or category that they were about, where that was known.'),
    evidence: z.enum(['weak', 'none']).describe('The best that was found for any of them.'),
    times: z.int().min(1).describe('How often they were asked.'),
    lastAsked: z.iso.datetime(),
    questions: z
      .array(z.object({ query: z.string(), times: z.int().min(1) }))
      .describe('In the words of the customers, without personal data, the most frequent first.'),
  })
  .meta({ id: 'KnowledgeGap' });
export type KnowledgeGap = z.infer<typeof KnowledgeGap>;

/** What `GET /v1/knowledge/gaps` answers, the most frequent first. */
export const KnowledgeGaps = z.object({ gaps: z.array(KnowledgeGap) }).meta({ id: 'KnowledgeGaps' });
export type KnowledgeGaps = z.infer<typeof KnowledgeGaps>;

/** Which days a report is about. */
export const ReportPeriod = z.object({
  days: z.coerce.number().int().min(1).max(365).default(30).describe('How many days back.'),
});
