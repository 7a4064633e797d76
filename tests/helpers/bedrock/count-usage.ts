import { createHash } from 'node:crypto';
import type { BedrockRequest } from './script.js';

/** Tokens of one call as Bedrock reports them: `inputTokens` leaves out those from and to the cache. */
export interface CountedUsage {
  inputTokens: number;
  outputTokens: number;
  cacheReadInputTokens: number;
  cacheWriteInputTokens: number;
}

/** Shorter prefixes are not cached. */
const LEAST_CACHED = 1_024;

/**
 * Counts tokens as a server would that keeps every prefix which ends in a cache point, and reads the longest one of a
 * request that it has; four characters are a token.
 */
export function createUsageCounter(): (request: BedrockRequest, answer: object) => CountedUsage {
  const kept = new Set<string>();
  return ({ model, body }, answer) => {
    const { prefixes, tokens } = readPrefixes(model, body);
    const lastMark = prefixes.findLastIndex(({ isMarked }) => isMarked);
    const upToMark = prefixes.slice(0, lastMark + 1).filter((prefix) => prefix.tokens >= LEAST_CACHED);
    // A server looks back from the last mark for what it kept, whether that is still marked or not.
    const read = upToMark.findLast(({ id }) => kept.has(id))?.tokens ?? 0;
    const marked = upToMark.at(-1)?.tokens ?? 0;
    for (const { id, isMarked } of upToMark) if (isMarked) kept.add(id);
    return {
      inputTokens: Math.max(1, tokens - marked),
      outputTokens: tokensOf(JSON.stringify(answer).length),
      cacheReadInputTokens: read,
      cacheWriteInputTokens: marked - read,
    };
  };
}

/** A request up to one of its blocks. */
interface Prefix {
  id: string;
  tokens: number;
  /** Whether a cache point follows. */
  isMarked: boolean;
}

/** Tools, system prompt and messages, in this order. */
function readPrefixes(
  model: string,
  { system = [], messages = [], toolConfig }: BedrockRequest['body'],
): { prefixes: Prefix[]; tokens: number } {
  const blocks = [
    ...(toolConfig?.tools ?? []).map((tool) => ({
      text: JSON.stringify(tool),
      isMark: 'cachePoint' in tool,
    })),
    ...system.map((block) => ({ text: 'text' in block ? block.text : '', isMark: 'cachePoint' in block })),
    ...messages.flatMap(({ role, content }) =>
      content.map((block) => ({ text: role + JSON.stringify(block), isMark: 'cachePoint' in block })),
    ),
  ];
  const prefixes: Prefix[] = [];
  const told = createHash('sha256').update(model);
  let characters = 0;
  for (const { text, isMark } of blocks) {
    const last = prefixes.at(-1);
    if (isMark && last !== undefined) last.isMarked = true;
    if (isMark) continue;
    told.update(text);
    characters += text.length;
    const id = told.copy().digest('base64');
    prefixes.push({ id, tokens: tokensOf(characters), isMarked: false });
  }
  return { prefixes, tokens: tokensOf(characters) };
}

function tokensOf(characters: number): number {
  return Math.ceil(characters / 4);
}
