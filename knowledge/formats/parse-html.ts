import type { Element, Nodes, Root } from 'hast';
import { toString as textOf } from 'mdast-util-to-string';
import rehypeParse from 'rehype-parse';
import rehypeRemark from 'rehype-remark';
import remarkGfm from 'remark-gfm';
import remarkStringify from 'remark-stringify';
import { unified } from 'unified';
import { AppError } from '../../platform/errors.js';
import type { KnowledgeDocument } from '../document.js';
import type { FileDetails } from './file-details.js';
import { readFrontMatter } from './front-matter.js';

const META = /^knowledge:(id|title|kind|product|updated)$/;
/** What surrounds the text of a page, or is no text. */
const AROUND = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'nav',
  'header',
  'footer',
  'aside',
  'form',
  'svg',
  'iframe',
  'button',
]);

const parser = unified().use(rehypeParse);
const toMarkdown = unified()
  .use(rehypeRemark)
  .use(remarkGfm)
  .use(remarkStringify, { bullet: '-', rule: '-' });

/**
 * Reads one HTML page: the text of its `<main>` or `<article>`, or else of its body, as Markdown, so that headings, lists and
 * tables stay what they are. `<meta name="knowledge:kind" content="faq">` and the like say what the file's name does not.
 * Throws `invalid-input` that names the file.
 */
export function parseHtml(text: string, source: string, details: FileDetails): KnowledgeDocument {
  const page = parser.parse(text);
  const content = find(page, 'main') ?? find(page, 'article') ?? find(page, 'body');
  const body = stringify(content?.children ?? []);
  if (body === '') throw new AppError('invalid-input', `${source}: has no text.`);
  const title = [find(content ?? page, 'h1'), find(page, 'title')].map(wordsOf).find((words) => words !== '');
  const fields = { title: title ?? details.id, ...details, ...metaOf(page) };
  const matter = readFrontMatter(fields, new Map(), source);
  return { ...matter, product: matter.product ?? null, body, source };
}

function metaOf(page: Root): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { tagName, properties } of elementsIn(page)) {
    const field = tagName === 'meta' ? META.exec(String(properties['name'] ?? ''))?.[1] : undefined;
    if (field !== undefined) found[field] = String(properties['content'] ?? '');
  }
  return found;
}

function stringify(children: Element['children']): string {
  const tree = toMarkdown.runSync({ type: 'root', children: withoutSurroundings(children) });
  return textOf(tree).trim() === '' ? '' : toMarkdown.stringify(tree).trim();
}

function withoutSurroundings(children: Element['children']): Element['children'] {
  return children
    .filter((child) => child.type !== 'element' || !AROUND.has(child.tagName))
    .map((child) =>
      child.type === 'element' ? { ...child, children: withoutSurroundings(child.children) } : child,
    );
}

function find(node: Nodes, tagName: string): Element | undefined {
  return elementsIn(node).find((element) => element.tagName === tagName);
}

/** All elements of a tree, in the order of the page. */
function elementsIn(node: Nodes): Element[] {
  const below = 'children' in node ? node.children.flatMap((child) => elementsIn(child)) : [];
  return node.type === 'element' ? [node, ...below] : below;
}

function wordsOf(node: Nodes | undefined): string {
  if (node === undefined) return '';
  const words = (one: Nodes): string =>
    'children' in one ? one.children.map(words).join('') : 'value' in one ? one.value : '';
  return words(node).replace(/\s+/g, ' ').trim();
}
