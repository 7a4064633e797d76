import { z } from 'zod';

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  );
const count = (byDefault: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(byDefault);
const milliseconds = (byDefault: number) => count(byDefault, 1, 3_600_000);
const region = z.string().regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'use the name of a region, like eu-central-1');
const url = z.url({
  protocol: /^https?$/,
  error: 'use a URL like https://bedrock-runtime.eu-central-1.amazonaws.com',
});

const word = z.string().regex(/^\S+$/, 'use no space and no line break');

const MODEL_ID =
  /^(?:arn:aws[a-z-]*:bedrock:[a-z0-9-]*:\d*:[a-z-]+\/\S+|[a-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::[A-Za-z0-9.]+)*)$/;
const A_MODEL_ID = 'use a model id, the id of an inference profile, or an ARN of one';
const modelId = z.string().regex(MODEL_ID, A_MODEL_ID);
const modelIds = list.refine(
  (ids) => ids.every((id) => MODEL_ID.test(id)),
  `${A_MODEL_ID}; several with commas`,
);

/** US dollars for a million tokens of each kind. */
export interface ModelPrice {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
}

const PRICE = /^([^=\s]+)=(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)(?::(\d+(?:\.\d+)?):(\d+(?:\.\d+)?))?$/;
const prices = list
  .refine(
    (entries) => entries.every((entry) => PRICE.test(entry)),
    'use entries like nova-pro=0.8:3.2:0.2:0.8',
  )
  .transform((entries) => entries.flatMap(toPrice));

const assignments = list
  .refine(
    (entries) => entries.every((entry) => MODEL_ID.test(entry.slice(entry.indexOf('=') + 1))),
    `use entries like troubleshooting=eu.amazon.nova-pro-v1:0`,
  )
  .transform((entries) => entries.map((entry) => split(entry)));

/** The settings that are about models; part of all settings. */
export const MODEL_SETTINGS = {
  MODEL_PROVIDER: z.enum(['auto', 'bedrock', 'local']).default('auto'),
  AWS_REGION: region.optional(),
  AWS_DEFAULT_REGION: region.optional(),
  AWS_ACCESS_KEY_ID: word.optional(),
  AWS_SECRET_ACCESS_KEY: word.optional(),
  AWS_SESSION_TOKEN: word.optional(),
  AWS_PROFILE: z.string().optional(),
  AWS_BEARER_TOKEN_BEDROCK: word.optional(),
  AWS_WEB_IDENTITY_TOKEN_FILE: z.string().optional(),
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: z
    .string()
    .regex(/^\/\S+$/, 'use a path like /v2/…')
    .optional(),
  AWS_CONTAINER_CREDENTIALS_FULL_URI: z
    .url({ protocol: /^https?$/, error: 'use a URL like http://169.254.170.23/v1/credentials' })
    .optional(),
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: url.optional(),
  BEDROCK_MODEL_ID: modelId.default('global.anthropic.claude-sonnet-4-5-20250929-v1:0'),
  BEDROCK_SMALL_MODEL_ID: modelId.default('global.anthropic.claude-haiku-4-5-20251001-v1:0'),
  BEDROCK_AGENT_MODEL_IDS: assignments,
  BEDROCK_FALLBACK_MODEL_IDS: modelIds,
  BEDROCK_EMBEDDING_MODEL_ID: modelId.default('amazon.titan-embed-text-v2:0'),
  BEDROCK_GUARDRAIL_ID: z
    .string()
    .regex(
      /^(?:[a-z0-9-]+|arn:aws[a-z-]*:bedrock:\S+)$/,
      'use the id of a guardrail (not its name), or its ARN',
    )
    .optional(),
  BEDROCK_GUARDRAIL_VERSION: z
    .string()
    .regex(/^(?:DRAFT|[1-9]\d{0,7})$/, 'use DRAFT or a number')
    .optional(),
  BEDROCK_PROMPT_CACHE: z.enum(['auto', 'on', 'off']).default('auto'),
  MODEL_TIMEOUT_MS: milliseconds(20_000),
  MODEL_IDLE_TIMEOUT_MS: milliseconds(8_000),
  MODEL_MAX_TOKENS: count(2_048, 64, 64_000),
  MODEL_PRICES: prices,
  TURN_MODEL_CALLS: count(12, 2, 100),
  TURN_TOOL_CALLS: count(20, 1, 200),
  TURN_TOKENS: count(150_000, 20_000, 10_000_000),
  CUSTOMER_DAILY_SPEND_CENTS: count(200, 0, 10_000_000),
  ANONYMOUS_DAILY_SPEND_CENTS: count(5_000, 0, 100_000_000),
  LOCAL_MODEL_DELAY_MS: count(0, 0, 60_000),
  EMBEDDER: z.enum(['auto', 'local', 'titan']).default('auto'),
  RERANKER: z.enum(['off', 'bedrock']).default('off'),
  BEDROCK_RERANK_MODEL_ID: modelId.default('cohere.rerank-v3-5:0'),
  RERANK_TIMEOUT_MS: milliseconds(800),
};

function toPrice(entry: string): { part: string; price: ModelPrice }[] {
  const [, part, input, output, cacheRead = input, cacheWrite = input] = PRICE.exec(entry) ?? [];
  if (part === undefined) return [];
  const price = {
    input: Number(input),
    output: Number(output),
    cacheRead: Number(cacheRead),
    cacheWrite: Number(cacheWrite),
  };
  return [{ part, price }];
}

function split(entry: string): { agent: string; modelId: string } {
  const at = entry.indexOf('=');
  return { agent: entry.slice(0, Math.max(0, at)), modelId: entry.slice(at + 1) };
}
