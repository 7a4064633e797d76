import { z } from 'zod';

/** The id of a chunk of a knowledge document, as `[id]` in an answer: `<document id>.<number>`. */
export const ChunkId = z.string().regex(/^[a-z0-9-]{1,80}\.[0-9]{1,4}$/);

/** A passage that an answer rests on. It was retrieved in this very request; others are dropped. */
export const Citation = z
  .object({
    chunkId: ChunkId,
    documentId: z.string(),
    title: z.string().describe('Document title and heading path, joined by " > ".'),
    excerpt: z.string().max(400),
  })
  .meta({ id: 'Citation' });
export type Citation = z.infer<typeof Citation>;
