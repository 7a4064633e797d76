import { ChatBedrockConverse } from '@langchain/aws';

/** Whether cache points go into the requests: where the model is known to accept them, always, or never. */
export type CachePoints = 'auto' | 'on' | 'off';

/**
 * Claude models that take cache points: 3.5 Haiku, 3.7 and everything from 4 on. Those before refuse the whole request,
 * and 3.5 Sonnet takes them from a few accounts alone.
 */
const CACHING_CLAUDE = /anthropic\.claude-(?!3-(?!5-haiku|7-)|v\d|instant)/;
/** Models that accept a cache point after the system prompt. */
const CACHES_PROMPTS = new RegExp(`${CACHING_CLAUDE.source}|amazon\\.nova-(?:micro|lite|pro|premier|2)`);

/**
 * One Bedrock model, with a cache point after its tools where it can have one: they are the same in every turn. A tool
 * that it cannot be made to call is left to its choice: a fallback may be able to do less than the model it stands in for.
 */
export class ConverseModel extends ChatBedrockConverse {
  /** Whether the system prompt may end in a cache point. */
  readonly cachesPrompts: boolean;
  readonly #cachesTools: boolean;

  constructor(
    fields: ConstructorParameters<typeof ChatBedrockConverse>[0] & { model: string },
    cachePoints: CachePoints,
  ) {
    super(fields);
    this.cachesPrompts = decide(cachePoints, CACHES_PROMPTS, fields.model);
    this.#cachesTools = decide(cachePoints, CACHING_CLAUDE, fields.model);
  }

  override invocationParams(options?: this['ParsedCallOptions']) {
    const params = super.invocationParams(this.#withoutForce(options));
    const tools = params.toolConfig?.tools;
    if (!this.#cachesTools || tools === undefined) return params;
    const cached = [...tools, { cachePoint: { type: 'default' as const } }];
    return { ...params, toolConfig: { ...params.toolConfig, tools: cached } };
  }

  #withoutForce(options?: this['ParsedCallOptions']): this['ParsedCallOptions'] | undefined {
    if (options?.tool_choice === undefined) return options;
    const kind =
      typeof options.tool_choice === 'string' ? options.tool_choice : Object.keys(options.tool_choice)[0];
    const wanted = kind === 'any' || kind === 'auto' ? kind : 'tool';
    if (this.supportsToolChoiceValues?.includes(wanted)) return options;
    const others = { ...options };
    delete others.tool_choice;
    return others;
  }
}

function decide(cachePoints: CachePoints, known: RegExp, modelId: string): boolean {
  return cachePoints === 'on' || (cachePoints === 'auto' && known.test(modelId));
}
