import { AppError } from '../../platform/errors.js';
import type { KnowledgeDocument } from '../document.js';
import { readFrontMatter, splitFrontMatter } from './front-matter.js';

/** Reads one Markdown file with front matter. Throws `invalid-input` that names the file and every field that does not fit. */
export function parseMarkdown(text: string, source: string): KnowledgeDocument {
  const headed = splitFrontMatter(text, source);
  if (headed === undefined) {
    throw new AppError('invalid-input', `${source}:1: starts without front matter between two "---" lines.`);
  }
  const matter = readFrontMatter(headed.fields, headed.lines, source);
  if (headed.body === '') {
    throw new AppError('invalid-input', `${source}: has no text after the front matter.`);
  }
  return { ...matter, product: matter.product ?? null, body: headed.body, source };
}
