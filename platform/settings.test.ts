import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { policyProblems } from '../tools/parse-policy.js';
import { loadConfig } from './config.js';
import { ConfigError } from './config-error.js';
import { describeSettings } from './describe-settings.js';
import { Settings } from './settings.js';

const SECRET = 'hunter2-hunter2-hunter2-hunter2-hunter2';
const MODEL = 'eu.amazon.nova-pro-v1:0';
const DATA_DIR = join(tmpdir(), 'switchboard-settings');

/** A setting of every name: a value that is right and not the default, and one that is not; null where any text is right. */
const VALUES: Record<keyof Settings, readonly [right: string, wrong: string | null]> = {
  NODE_ENV: ['test', 'staging'],
  HOST: ['127.0.0.2', 'http://here'],
  SUPERVISOR_PORT: ['9080', 'eighty'],
  ORDER_MANAGEMENT_PORT: ['9081', '70000'],
  PRODUCT_RECOMMENDATION_PORT: ['9082', '-1'],
  TROUBLESHOOTING_PORT: ['9083', '1.5'],
  PERSONALIZATION_PORT: ['9084', 'x'],
  ORDER_MANAGEMENT_URL: ['http://orders:1', 'orders'],
  PRODUCT_RECOMMENDATION_URL: ['http://products:1', 'ftp://products'],
  TROUBLESHOOTING_URL: ['http://trouble:1', '//trouble'],
  PERSONALIZATION_URL: ['http://person:1', 'person:1'],
  DATABASE_URL: [`postgresql://me:${SECRET}@db:5432/shop`, 'mysql://db/shop'],
  DATABASE_SSL: ['require', 'prefer'],
  DATABASE_SSL_CA: [join(DATA_DIR, 'ca.pem'), '/none.pem'],
  DATABASE_POOL_SIZE: ['7', '0'],
  DATA_DIR: [DATA_DIR, null],
  MODEL_PROVIDER: ['bedrock', 'openai'],
  AWS_REGION: ['eu-central-1', 'Frankfurt'],
  AWS_DEFAULT_REGION: ['us-gov-west-1', 'eu_central_1'],
  AWS_ACCESS_KEY_ID: [SECRET, 'AKIA with a space'],
  AWS_SECRET_ACCESS_KEY: [SECRET, 'with a\nline break'],
  AWS_SESSION_TOKEN: [SECRET, 'with a space'],
  AWS_PROFILE: ['shop', null],
  AWS_BEARER_TOKEN_BEDROCK: [SECRET, 'with a space'],
  AWS_WEB_IDENTITY_TOKEN_FILE: ['/var/run/token', null],
  AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: ['/v2/credentials', 'credentials'],
  AWS_CONTAINER_CREDENTIALS_FULL_URI: ['http://169.254.170.23/v1', 'v1'],
  AWS_ENDPOINT_URL_BEDROCK_RUNTIME: ['http://127.0.0.1:9/x', 'bedrock'],
  BEDROCK_MODEL_ID: [MODEL, 'the big one'],
  BEDROCK_SMALL_MODEL_ID: [MODEL, 'nova'],
  BEDROCK_AGENT_MODEL_IDS: [`troubleshooting=${MODEL}`, `billing=${MODEL}`],
  BEDROCK_FALLBACK_MODEL_IDS: [`${MODEL},us.amazon.nova-lite-v1:0`, 'nova'],
  BEDROCK_EMBEDDING_MODEL_ID: ['amazon.titan-embed-text-v2:1', 'titan'],
  BEDROCK_GUARDRAIL_ID: ['abc123', 'My guardrail'],
  BEDROCK_GUARDRAIL_VERSION: ['3', 'latest'],
  BEDROCK_PROMPT_CACHE: ['off', 'no'],
  MODEL_TIMEOUT_MS: ['19000', '0'],
  MODEL_IDLE_TIMEOUT_MS: ['7000', '8s'],
  MODEL_MAX_TOKENS: ['1024', '1'],
  MODEL_PRICES: ['nova-pro=0.8:3.2:0.2:0.8', 'cheap'],
  TURN_MODEL_CALLS: ['9', '1'],
  TURN_TOOL_CALLS: ['9', '0'],
  TURN_TOKENS: ['99999', '10'],
  CUSTOMER_DAILY_SPEND_CENTS: ['99', '-1'],
  ANONYMOUS_DAILY_SPEND_CENTS: ['99', '2 dollars'],
  LOCAL_MODEL_DELAY_MS: ['5', '-5'],
  EMBEDDER: ['local', 'openai'],
  RERANKER: ['bedrock', 'on'],
  BEDROCK_RERANK_MODEL_ID: ['amazon.rerank-v1:0', 'rerank'],
  RERANK_TIMEOUT_MS: ['700', '0'],
  SESSION_TOKEN_SECRET: [SECRET, 'short'],
  CUSTOMER_TOKEN_SECRET: [SECRET, 'short'],
  STAFF_TOKEN_SECRET: [SECRET, 'short'],
  CUSTOMER_JWKS_URL: ['https://login.test/keys', 'login.test'],
  CUSTOMER_TOKEN_ISSUER: ['https://login.test', 'the login'],
  CUSTOMER_TOKEN_AUDIENCE: ['support', 'the support'],
  CODE_SENDER_URL: [`https://me:${SECRET}@codes.test/send?key=${SECRET}`, 'codes.test'],
  CODE_SENDER_TOKEN: [SECRET, 'a token'],
  DEMO_LOGIN: ['on', 'yes'],
  CORS_ORIGINS: ['https://shop.test,https://help.test', 'shop.test'],
  BODY_LIMIT_BYTES: ['70000', '64k'],
  LOG_LEVEL: ['debug', 'loud'],
  LOG_FORMAT: ['pretty', 'xml'],
  RATE_LIMIT_MESSAGES_PER_MINUTE: ['31', 'many'],
  RATE_LIMIT_REQUESTS_PER_MINUTE: ['601', '-1'],
  TRUSTED_PROXIES: ['2', '11'],
  POLICY: ['{"returnWindowDays":14}', '{"returnWindowDays":"two weeks"}'],
  TURN_TIMEOUT_MS: ['44000', '0'],
  TURN_ON_BUSY: ['interrupt', 'queue'],
  AGENT_TIMEOUT_MS: ['19000', '0'],
  AGENT_START_TIMEOUT_MS: ['1900', 'soon'],
  DRAIN_DELAY_MS: ['400', '-1'],
  DRAIN_TIMEOUT_MS: ['24000', '0'],
};
/** Named like secrets, and none. */
const PUBLIC =
  /^(TURN_TOKENS|MODEL_MAX_TOKENS|CUSTOMER_TOKEN_(ISSUER|AUDIENCE)|AWS_WEB_IDENTITY_TOKEN_FILE)$/;
const names = Object.keys(Settings.shape);
const right = Object.fromEntries(Object.entries(VALUES).map(([name, [value]]) => [name, value]));

describe('every setting', () => {
  it('has a right and a wrong value here, and a line in .env.example', () => {
    expect(Object.keys(VALUES).sort()).toEqual([...names].sort());
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    for (const name of names) expect(example, name).toMatch(new RegExp(`^# \\S.*\\n#${name}=`, 'm'));
  });

  it('is taken when it is right', () => {
    const parsed = Settings.safeParse(right);
    expect(parsed.error?.issues ?? []).toEqual([]);
  });

  it('is refused when it is wrong, in one message with all others, which repeats no value', () => {
    const wrong = Object.fromEntries(Object.entries(VALUES).map(([name, [, value]]) => [name, value ?? '']));
    const problems = problemsOf(wrong);
    const named = new Set(problems.map(({ setting }) => setting.replace(/\..*/, '')));
    const refusable = names.filter((name) => wrong[name] !== '');
    expect([...named].sort()).toEqual(refusable.sort());
    for (const { setting, message } of problems) {
      expect(message, setting).toMatch(/[a-z]{2}/);
      expect(message, setting).not.toContain('with a space');
    }
    expect(names.length - refusable.length).toBeLessThanOrEqual(3);
  });

  it('is shown with its value in force; of a secret only that it is set', () => {
    const { DATABASE_SSL_CA: _, DATABASE_SSL: __, ...loadable } = right;
    const shown = describeSettings(loadable);
    expect(Object.keys(shown).sort()).toEqual([...names].sort());
    expect(JSON.stringify(shown)).not.toContain('hunter2');
    for (const [name, value] of Object.entries(loadable)) {
      const isSecret = /SECRET|TOKEN|KEY|PASSWORD/.test(name) && !PUBLIC.test(name);
      if (isSecret) expect(shown[name], name).toBe('[set]');
      else if (!value.includes('hunter2')) expect(shown[name], name).toContain(value);
    }
    expect(shown.DATABASE_URL).toBe('postgresql://db:5432/shop');
    expect(shown.CODE_SENDER_URL).toBe('https://codes.test/send?…');
  });

  it('is shown with its default, and what came of it, when it is not set', () => {
    const shown = describeSettings({ DATA_DIR });
    expect(Object.keys(shown).sort()).toEqual([...names].sort());
    expect(shown).toMatchObject({
      SUPERVISOR_PORT: '8080',
      MODEL_PROVIDER: 'auto, so local',
      EMBEDDER: 'auto, so local',
      TROUBLESHOOTING_URL: 'not set, so http://127.0.0.1:8083',
      STAFF_TOKEN_SECRET: 'not set',
      CORS_ORIGINS: 'not set',
    });
  });
});

function problemsOf(environment: NodeJS.ProcessEnv) {
  try {
    loadConfig(environment, 'supervisor', policyProblems);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('the configuration was accepted');
}
