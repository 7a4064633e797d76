import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A customer's question and what should come of it: these documents answer it, or one has to ask, or to abstain. */
export const JudgedQuestion = z
  .object({
    id: z.string(),
    text: z.string(),
    relevant: z.array(z.string()).default([]),
    expect: z.enum(['answer', 'ask', 'abstain']).optional(),
    /** Weights and limits were chosen on `tune`; figures are reported on `report`. */
    half: z.enum(['tune', 'report']).default('report'),
  })
  .transform((question) => ({
    ...question,
    expect: question.expect ?? (question.relevant.length > 0 ? ('answer' as const) : ('abstain' as const)),
  }));
export type JudgedQuestion = z.infer<typeof JudgedQuestion>;

/** The questions about the documents that come with the product. */
export const OWN_QUESTIONS = new URL('./questions.jsonl', import.meta.url);

/** Questions in a customer's own words, with hardly a word in common with the documents that answer them. */
export const COLLOQUIAL_QUESTIONS = new URL('./colloquial.jsonl', import.meta.url);

/** Questions of other subjects, which no document of the product answers. */
export const UNANSWERABLE_QUESTIONS = new URL('./unanswerable.jsonl', import.meta.url);

/** Reads one JSON record a line, and throws at the first that does not fit, with its file and line. */
export async function readJsonLines<Schema extends z.ZodType>(
  file: string | URL,
  schema: Schema,
): Promise<z.output<Schema>[]> {
  return parseJsonLines(await readFile(file, 'utf8'), schema, String(file));
}

/** The same of a text that was read already. */
export function parseJsonLines<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
  file: string,
): z.output<Schema>[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${file}:${index + 1} is not a record of this kind`, { cause });
    }
  });
}
