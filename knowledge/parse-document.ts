import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { AppError } from '../platform/errors.js';
import type { KnowledgeDocument } from './document.js';

const DELIMITER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n?/;

const FrontMatter = z.strictObject({
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

/** Reads one Markdown file with front matter. Throws `invalid-input` that names the file and every field that does not fit. */
export function parseDocument(text: string, source: string): KnowledgeDocument {
  const header = DELIMITER.exec(text);
  if (header?.[1] === undefined) {
    throw new AppError('invalid-input', `${source}: starts without front matter between two "---" lines.`);
  }
  const parsed = FrontMatter.safeParse(parseHeader(header[1], source));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({
      path: issue.path.join('.'),
      message: issue.message,
    }));
    const list = faults.map((fault) => `${fault.path || 'front matter'}: ${fault.message}`).join('; ');
    throw new AppError('invalid-input', `${source}: ${list}`, { details: faults });
  }
  const body = text.slice(header[0].length).trim();
  if (body === '') throw new AppError('invalid-input', `${source}: has no text after the front matter.`);
  return { ...parsed.data, product: parsed.data.product ?? null, body, source };
}

function parseHeader(yaml: string, source: string): unknown {
  try {
    // The core schema keeps a date a string and makes no objects but maps and lists.
    return parseYaml(yaml, { schema: 'core' });
  } catch (cause) {
    throw new AppError('invalid-input', `${source}: the front matter is not valid YAML.`, { cause });
  }
}
