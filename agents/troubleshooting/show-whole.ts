import type { KnowledgeView } from '../../tools/support/search-knowledge.js';
import { showPassage } from '../playbook/show-passage.js';

type Chunk = KnowledgeView['chunks'][number];

/** A passage as it is shown, with the steps that were cut off it: those before its first one and those behind its last. */
export function showWhole(passage: Chunk, request: string): string {
  const { title, before, after } = passage;
  const parts = [
    before !== undefined && goesOn(passage.text) ? { ...before, title } : undefined,
    passage,
    after !== undefined && goesOn(after.text) ? { ...after, title } : undefined,
  ];
  return parts.flatMap((part) => (part === undefined ? [] : showPassage(part, request))).join('\n\n');
}

/** Whether a text begins in the middle of numbered steps. */
function goesOn(text: string): boolean {
  const first = /^\s*(\d+)[.)]\s/.exec(text)?.[1];
  return first !== undefined && Number(first) > 1;
}
