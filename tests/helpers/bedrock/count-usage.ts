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

/** Counts tokens as a server would that keeps every prefix which ends in a cache point; four characters are a token. */
export function createUsageCounter(): (request: BedrockRequest, answer: object) => CountedUsage {
  const kept = new Set<string>();
  return ({ model, body }, answer) => {
    const prefix = cachedPrefix(body);
    const key = `${model} ${prefix}`;
    const cached = prefix === undefined ? 0 : tokensOf(prefix);
    const counts = cached >= LEAST_CACHED;
    const isKept = kept.has(key);
    if (counts) kept.add(key);
    const { system = [], messages = [], toolConfig } = body;
    const all =
      tokensOf(JSON.stringify(toolConfig?.tools ?? [])) +
      tokensOf(textOf(system)) +
      tokensOf(JSON.stringify(messages));
    return {
      inputTokens: Math.max(1, counts ? all - cached : all),
      outputTokens: tokensOf(JSON.stringify(answer)),
      cacheReadInputTokens: counts && isKept ? cached : 0,
      cacheWriteInputTokens: counts && !isKept ? cached : 0,
    };
  };
}

/** Tools and system prompt up to the last cache point, as text; they come in this order. */
function cachedPrefix({ system = [], toolConfig }: BedrockRequest['body']): string | undefined {
  const tools = JSON.stringify(toolConfig?.tools ?? []);
  const last = system.findLastIndex((block) => 'cachePoint' in block);
  if (last >= 0) return tools + textOf(system.slice(0, last));
  const isPoint = toolConfig?.tools.some((tool) => tool.cachePoint !== undefined) === true;
  return isPoint ? tools : undefined;
}

function textOf(system: NonNullable<BedrockRequest['body']['system']>): string {
  return system.map((block) => ('text' in block ? block.text : '')).join('');
}

function tokensOf(text: string): number {
  return Math.ceil(text.length / 4);
}
