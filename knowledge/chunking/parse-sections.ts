import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

/** The blocks between two headings, with the headings above them. */
export interface Section {
  headingPath: readonly string[];
  blocks: readonly Block[];
}

/** A top-level block, as it stands in the source. */
export interface Block {
  node: RootContent;
  source: string;
}

const processor = unified().use(remarkParse).use(remarkGfm);

/** Cuts Markdown at its headings. A first-level heading is the document's title and opens no path. */
export function parseSections(markdown: string): Section[] {
  const sections: Section[] = [];
  let path: { depth: number; text: string }[] = [];
  let blocks: Block[] = [];
  const close = () => {
    if (blocks.length > 0) sections.push({ headingPath: path.map((heading) => heading.text), blocks });
    blocks = [];
  };
  for (const node of processor.parse(markdown).children) {
    if (node.type === 'heading') {
      close();
      const above = path.filter((heading) => heading.depth < node.depth);
      path = node.depth === 1 ? [] : [...above, { depth: node.depth, text: textOf(node) }];
    } else if (node.type !== 'thematicBreak' && node.type !== 'html') {
      blocks.push({ node, source: sourceOf(node, markdown) });
    }
  }
  close();
  return sections;
}

/** The characters that a node was parsed from. Nodes out of the parser always carry their position. */
export function sourceOf(node: RootContent, markdown: string): string {
  return markdown.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0);
}
