import type { KnowledgeDocument } from '../document.js';
import type { Chunk } from './chunk.js';
import { type Block, parseSections, type Section } from './parse-sections.js';
import { pack, splitBlock } from './split-block.js';

const MAX_WORDS = 120;
/** A list of steps reads badly in halves, so it may be this long before it is cut. */
const MAX_LIST_WORDS = 170;

/** Cuts a document into passages of up to about 120 words that never cross a heading and never cut a step or a table row. */
export function chunkDocument(document: Pick<KnowledgeDocument, 'id' | 'body'>): Chunk[] {
  const passages = parseSections(document.body).flatMap((section) =>
    packSection(section).map((content) => ({ headingPath: section.headingPath, content })),
  );
  return passages.map((passage, index) => ({
    id: `${document.id}.${index + 1}`,
    documentId: document.id,
    position: index + 1,
    ...passage,
  }));
}

function packSection(section: Section): string[] {
  const pieces = section.blocks.flatMap((block) => splitBlock(block, limitOf(block)));
  return pack(joinLeadIns(pieces), MAX_WORDS, '\n\n');
}

function limitOf(block: Block): number {
  return block.node.type === 'list' ? MAX_LIST_WORDS : MAX_WORDS;
}

/** "Do this:" belongs to the list below it. */
function joinLeadIns(pieces: readonly string[]): string[] {
  const joined: string[] = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (last?.endsWith(':')) joined[joined.length - 1] = `${last}\n\n${piece}`;
    else joined.push(piece);
  }
  return joined;
}
