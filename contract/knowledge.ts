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

/** A passage that answers rested on, and what customers said of those answers. */
export const ServedPassage = z
  .object({
    chunkId: z.string(),
    documentId: z.string(),
    title: z.string().describe('Document title and heading path, as the newest answer cites it.'),
    answers: z.int().min(1).describe('How many answers cite it.'),
    helpful: z.int().min(0).describe('How many of them helped their customer.'),
    unhelpful: z.int().min(0).describe('How many did not.'),
    lastServed: z.iso.datetime(),
    comments: z
      .array(z.string())
      .describe('What was missing, in the words of the customers, newest first; without personal data.'),
  })
  .meta({ id: 'ServedPassage' });
export type ServedPassage = z.infer<typeof ServedPassage>;

/** What `GET /v1/knowledge/served` answers: what failed customers most often first, then what was cited most often. */
export const ServedPassages = z.object({ passages: z.array(ServedPassage) }).meta({ id: 'ServedPassages' });
export type ServedPassages = z.infer<typeof ServedPassages>;

/** Which days a report is about. */
export const ReportPeriod = z.object({
  days: z.coerce.number().int().min(1).max(365).default(30).describe('How many days back.'),
});
