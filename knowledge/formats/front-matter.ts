import { isMap, LineCounter, parseDocument as parseYaml } from 'yaml';
import { z } from 'zod';
import { AppError } from '../../platform/errors.js';

const DELIMITER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

/** What is told of a document beside its text. */
export const FrontMatter = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by "-"')
    .max(80),
  title: z.string().trim().min(3).max(120),
  product: z.string().trim().min(1).max(64).optional(),
  alsoFor: z.array(z.string().trim().min(1).max(64)).max(10).default([]),
  kind: z.enum(['faq', 'guide', 'policy']),
  updated: z.iso.date(),
  questions: z.array(z.string().trim().min(3).max(200)).max(20).default([]),
});
export type FrontMatter = z.infer<typeof FrontMatter>;

/** A file cut in two; `lines` says where each field of the header stands. */
export interface HeadedText {
  fields: Record<string, unknown>;
  lines: ReadonlyMap<string, number>;
  body: string;
}

/** Splits off the YAML between two "---" lines; undefined when the text has none. Throws `invalid-input` with file and line. */
export function splitFrontMatter(text: string, source: string): HeadedText | undefined {
  const header = DELIMITER.exec(text);
  if (header?.[1] === undefined) return undefined;
  const counter = new LineCounter();
  // The core schema keeps a date a string and makes no objects but maps and lists.
  const document = parseYaml(header[1], { schema: 'core', lineCounter: counter });
  // The header begins behind the first "---".
  const lineAt = (offset: number): number => counter.linePos(offset).line + 1;
  const [fault] = document.errors;
  if (fault !== undefined) {
    const line = lineAt(fault.pos[0]);
    const [reason = ''] = fault.message.split('\n');
    throw new AppError(
      'invalid-input',
      `${source}:${line}: the front matter is not valid YAML: ${reason.replace(/ at line .*$/, '')}`,
      { cause: fault },
    );
  }
  const lines = new Map<string, number>();
  if (isMap(document.contents)) {
    for (const { key } of document.contents.items) {
      const at = hasRange(key) ? key.range[0] : 0;
      lines.set(String(key), lineAt(at));
    }
  }
  const fields: unknown = document.toJS();
  const body = text.slice(header[0].length).trim();
  return { fields: isRecord(fields) ? fields : {}, lines, body };
}

/** Checks the fields of a header. Throws `invalid-input` with the file and the line of every field that does not fit. */
export function readFrontMatter(
  fields: Record<string, unknown>,
  lines: ReadonlyMap<string, number>,
  source: string,
): FrontMatter {
  const parsed = FrontMatter.safeParse(fields);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    path: issue.path.join('.'),
    message: issue.message,
  }));
  const list = faults.map(({ path, message }) => {
    const line = lines.get(path.split('.')[0] ?? '');
    return `${source}${line === undefined ? '' : `:${line}`}: ${path || 'front matter'}: ${message}`;
  });
  throw new AppError('invalid-input', list.join('\n'), { details: faults });
}

function hasRange(key: unknown): key is { range: [number, number, number] } {
  return typeof key === 'object' && key !== null && 'range' in key && Array.isArray(key.range);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
