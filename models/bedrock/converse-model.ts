import { ChatBedrockConverse } from '@langchain/aws';

/** Whether cache points go into the requests: where the model is known to accept them, always, or never. */
export type CachePoints = 'auto' | 'on' | 'off';

/** Models that accept a cache point after the system prompt; others refuse the whole request. */
const CACHES_PROMPTS = /anthropic\.claude|amazon\.nova/;
/** Those that accept one after the tools as well. */
const CACHES_TOOLS = /anthropic\.claude/;

/** One Bedrock model, with a cache point after its tools where it can have one: they are the same in every turn. */
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
    this.#cachesTools = decide(cachePoints, CACHES_TOOLS, fields.model);
  }

  override invocationParams(options?: this['ParsedCallOptions']) {
    const params = super.invocationParams(options);
    const tools = params.toolConfig?.tools;
    if (!this.#cachesTools || tools === undefined) return params;
    const cached = [...tools, { cachePoint: { type: 'default' as const } }];
    return { ...params, toolConfig: { ...params.toolConfig, tools: cached } };
  }
}

function decide(cachePoints: CachePoints, known: RegExp, modelId: string): boolean {
  return cachePoints === 'on' || (cachePoints === 'auto' && known.test(modelId));
}
