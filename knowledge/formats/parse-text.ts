import { AppError } from '../../platform/errors.js';
import type { KnowledgeDocument } from '../document.js';
import type { FileDetails } from './file-details.js';
import { type HeadedText, readFrontMatter, splitFrontMatter } from './front-matter.js';

const MAX_TITLE = 120;

/** Reads one plain text file. Front matter may say what it is; otherwise its first line is the title. Throws `invalid-input` that names the file. */
export function parseText(text: string, source: string, details: FileDetails): KnowledgeDocument {
  const headed: HeadedText = splitFrontMatter(text, source) ?? {
    fields: {},
    lines: new Map(),
    body: text.trim(),
  };
  if (headed.body === '') throw new AppError('invalid-input', `${source}: has no text.`);
  const [firstLine = ''] = headed.body.split('\n');
  const titled = headed.fields['title'] !== undefined;
  const rest = headed.body.slice(firstLine.length).trim();
  const fields = { ...details, title: firstLine.trim().slice(0, MAX_TITLE), ...headed.fields };
  const matter = readFrontMatter(fields, headed.lines, source);
  const body = toMarkdown(titled || rest === '' ? headed.body : rest);
  return { ...matter, product: matter.product ?? null, body, source };
}

/** Keeps what Markdown would take for a tag. */
function toMarkdown(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(/<(?=[a-z/!?])/gi, '\\<');
}
