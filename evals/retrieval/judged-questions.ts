import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A customer's question and what should come of it: these documents answer it, or one has to ask, or to abstain. */
export const JudgedQuestion = z.object({
  id: z.string(),
  text: z.string(),
  relevant: z.array(z.string()),
  expect: z.enum(['answer', 'ask', 'abstain']).default('answer'),
  /** Weights and limits were chosen on `tune`; figures are reported on `report`. */
  half: z.enum(['tune', 'report']).default('report'),
});
export type JudgedQuestion = z.infer<typeof JudgedQuestion>;

/** The questions about the documents that come with the product. */
export const OWN_QUESTIONS = new URL('./questions.jsonl', import.meta.url);

/** Reads one JSON record a line, and throws at the first that does not fit. */
export async function readJsonLines<Record>(
  file: string | URL,
  schema: z.ZodType<Record>,
): Promise<Record[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}
