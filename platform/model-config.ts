import type { ConfigProblem } from './config-error.js';
import type { ModelPrice } from './model-settings.js';
import type { Settings } from './settings.js';

/** Which models answer, how they are reached, and how much they may cost. */
export interface ModelConfig {
  provider: 'bedrock' | 'local';
  embedder: 'local' | 'titan';
  /** False where `auto` decided: then documents that were indexed already decide. */
  embedderIsChosen: boolean;
  /** Undefined leaves it to the AWS SDK (shared profile). */
  region: string | undefined;
  /** Whether AWS_BEARER_TOKEN_BEDROCK is set, which the AWS SDK reads itself. */
  hasBearerToken: boolean;
  modelId: string;
  smallModelId: string;
  /** By agent id; an agent that is not in it has `modelId`. */
  agentModelIds: Record<string, string>;
  fallbackModelIds: string[];
  embeddingModelId: string;
  /** What puts the passages of a search in order; undefined leaves them as they were found. */
  reranker: { modelId: string; timeoutMs: number } | undefined;
  guardrail: { id: string; version: string } | undefined;
  promptCache: 'auto' | 'on' | 'off';
  endpoint: string | undefined;
  /** For a whole call, repetitions included. */
  timeoutMs: number;
  /** For the first piece of an answer, and between two. */
  idleTimeoutMs: number;
  maxTokens: number;
  /** By a part of the model id; what is not here has its list price. */
  prices: Record<string, ModelPrice>;
  localDelayMs: number;
}

/** What a turn, and what a customer on a day, may cost. */
export interface SpendLimits {
  turn: { modelCalls: number; toolCalls: number; tokens: number };
  /** US cents a day; 0 is no limit. The second is for all anonymous visitors together. */
  day: { customerCents: number; anonymousCents: number };
}

const CREDENTIAL_SETTINGS = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_BEARER_TOKEN_BEDROCK',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
] as const;

/** The settings about models, resolved: no `auto` is left but for the prompt cache, which depends on the model. */
export function toModelConfig(settings: Settings): ModelConfig {
  const provider = resolveProvider(settings);
  const { BEDROCK_GUARDRAIL_ID: id, BEDROCK_GUARDRAIL_VERSION: version } = settings;
  return {
    provider,
    embedder: settings.EMBEDDER === 'auto' ? (provider === 'bedrock' ? 'titan' : 'local') : settings.EMBEDDER,
    embedderIsChosen: settings.EMBEDDER !== 'auto',
    region: settings.AWS_REGION ?? settings.AWS_DEFAULT_REGION,
    hasBearerToken: settings.AWS_BEARER_TOKEN_BEDROCK !== undefined,
    modelId: settings.BEDROCK_MODEL_ID,
    smallModelId: settings.BEDROCK_SMALL_MODEL_ID,
    agentModelIds: Object.fromEntries(
      settings.BEDROCK_AGENT_MODEL_IDS.map(({ agent, modelId }) => [agent, modelId]),
    ),
    fallbackModelIds: settings.BEDROCK_FALLBACK_MODEL_IDS,
    embeddingModelId: settings.BEDROCK_EMBEDDING_MODEL_ID,
    reranker:
      settings.RERANKER === 'off'
        ? undefined
        : { modelId: settings.BEDROCK_RERANK_MODEL_ID, timeoutMs: settings.RERANK_TIMEOUT_MS },
    guardrail: id === undefined ? undefined : { id, version: version ?? 'DRAFT' },
    promptCache: settings.BEDROCK_PROMPT_CACHE,
    endpoint: settings.AWS_ENDPOINT_URL_BEDROCK_RUNTIME,
    timeoutMs: settings.MODEL_TIMEOUT_MS,
    idleTimeoutMs: settings.MODEL_IDLE_TIMEOUT_MS,
    maxTokens: settings.MODEL_MAX_TOKENS,
    prices: Object.fromEntries(settings.MODEL_PRICES.map(({ part, price }) => [part, price])),
    localDelayMs: settings.LOCAL_MODEL_DELAY_MS,
  };
}

/** What turns and days may cost. */
export function toSpendLimits(settings: Settings): SpendLimits {
  return {
    turn: {
      modelCalls: settings.TURN_MODEL_CALLS,
      toolCalls: settings.TURN_TOOL_CALLS,
      tokens: settings.TURN_TOKENS,
    },
    day: {
      customerCents: settings.CUSTOMER_DAILY_SPEND_CENTS,
      anonymousCents: settings.ANONYMOUS_DAILY_SPEND_CENTS,
    },
  };
}

/** What does not fit between settings about models, though each alone is right. */
export function modelProblems(settings: Settings, agents: readonly string[]): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const unlessFits = (fits: boolean, setting: keyof Settings, message: string) => {
    if (!fits) problems.push({ setting, message });
  };
  unlessFits(
    (settings.AWS_ACCESS_KEY_ID === undefined) === (settings.AWS_SECRET_ACCESS_KEY === undefined),
    settings.AWS_ACCESS_KEY_ID === undefined ? 'AWS_ACCESS_KEY_ID' : 'AWS_SECRET_ACCESS_KEY',
    'is missing beside the other half of the access key',
  );
  const unknown = settings.BEDROCK_AGENT_MODEL_IDS.filter(({ agent }) => !agents.includes(agent));
  unlessFits(
    unknown.length === 0,
    'BEDROCK_AGENT_MODEL_IDS',
    `names no agent; there are ${agents.join(', ')}`,
  );
  unlessFits(
    (settings.BEDROCK_GUARDRAIL_ID === undefined) === (settings.BEDROCK_GUARDRAIL_VERSION === undefined),
    settings.BEDROCK_GUARDRAIL_ID === undefined ? 'BEDROCK_GUARDRAIL_ID' : 'BEDROCK_GUARDRAIL_VERSION',
    'is missing: a guardrail has an id and a version (a number, or DRAFT)',
  );
  unlessFits(
    settings.MODEL_IDLE_TIMEOUT_MS <= settings.MODEL_TIMEOUT_MS,
    'MODEL_IDLE_TIMEOUT_MS',
    'is more than MODEL_TIMEOUT_MS, so that it would never be reached',
  );
  return problems;
}

function resolveProvider(settings: Settings): 'bedrock' | 'local' {
  if (settings.MODEL_PROVIDER !== 'auto') return settings.MODEL_PROVIDER;
  return CREDENTIAL_SETTINGS.some((setting) => settings[setting] !== undefined) ? 'bedrock' : 'local';
}
