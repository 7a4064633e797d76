import { createHmac, randomBytes } from 'node:crypto';
import type { CustomerKeySet } from './auth/customer-key-set.js';
import { keySetOf, keySetProblems } from './auth/key-set-settings.js';
import { readOrCreateLocalSecrets } from './auth/local-secrets.js';
import { ConfigError, type ConfigProblem } from './config-error.js';
import { type DatabaseTls, databaseTlsProblems, toDatabaseTls } from './database-tls.js';
import {
  type ModelConfig,
  modelProblems,
  type SpendLimits,
  toModelConfig,
  toSpendLimits,
} from './model-config.js';
import { Settings } from './settings.js';

export type { ModelConfig } from './model-config.js';

const PORT_SETTINGS = {
  supervisor: 'SUPERVISOR_PORT',
  'order-management': 'ORDER_MANAGEMENT_PORT',
  'product-recommendation': 'PRODUCT_RECOMMENDATION_PORT',
  troubleshooting: 'TROUBLESHOOTING_PORT',
  personalization: 'PERSONALIZATION_PORT',
} as const;

const AGENT_URL_SETTINGS = {
  'order-management': 'ORDER_MANAGEMENT_URL',
  'product-recommendation': 'PRODUCT_RECOMMENDATION_URL',
  troubleshooting: 'TROUBLESHOOTING_URL',
  personalization: 'PERSONALIZATION_URL',
} as const;

/** Everything a composition root needs to know, resolved once at start: no `auto` is left in it. */
export interface Config {
  environment: 'development' | 'production' | 'test';
  host: string;
  /** By service name: `supervisor` and the agent ids. */
  ports: Record<string, number>;
  /** By agent id, without a trailing slash. */
  agentUrls: Record<string, string>;
  database: { url: string | undefined; poolSize: number; tls: DatabaseTls | undefined };
  dataDir: string;
  model: ModelConfig;
  spend: SpendLimits;
  /** Signs what the supervisor tells an agent. */
  sessionTokenSecret: string;
  /** Signs who a customer is. In a process without the supervisor, and unless set, a value that nobody else knows. */
  customerTokenSecret: string;
  /** The shop's own login, beside the tokens that we sign. */
  customerKeySet: CustomerKeySet | undefined;
  /** Signs who is staff. Where it is not set and not loopback, a value that nobody knows: then nobody is staff. */
  staffTokenSecret: string;
  /** The program that brings one-time codes to customers, if there is one. */
  codeSender: { url: string; token: string | undefined } | undefined;
  demoLogin: boolean;
  corsOrigins: string[];
  bodyLimitBytes: number;
  /** What differs from the shop's rules as they ship, as JSON; who applies the rules reads it. */
  policy: string;
  log: { level: Settings['LOG_LEVEL']; format: Settings['LOG_FORMAT'] };
  /** What one customer and one address may send in a minute; 0 is no limit. */
  rateLimits: { messagesPerMinute: number; requestsPerMinute: number; trustedProxies: number };
  turnTimeoutMs: number;
  /** What a message does that comes while the last one is being answered. */
  turnOnBusy: Settings['TURN_ON_BUSY'];
  agentTimeoutMs: number;
  /** How long an agent may take to say that it has begun. */
  agentStartTimeoutMs: number;
  /** How long a process that was told to stop still takes requests, until nobody sends it any. */
  drainDelayMs: number;
  drainTimeoutMs: number;
}

/** What does not fit in the setting POLICY. */
export type PolicyCheck = (policy: string) => readonly ConfigProblem[];

/** The environment that the process was started in, with what a `.env` file added. */
export function currentEnvironment(): NodeJS.ProcessEnv {
  return process.env;
}

/** What a process runs: an agent's process does not need, and should not be given, the customers' secret. */
export type ProcessRole = 'supervisor' | 'agent';

/**
 * The configuration from environment variables; an empty one counts as not set. All that does not fit is told in one
 * ConfigError. Only on loopback may the signing secrets be left out: they are then kept in DATA_DIR. Who knows the shop's
 * rules brings `policyProblems`; otherwise POLICY is only read by who applies it.
 */
export function loadConfig(
  environment: NodeJS.ProcessEnv = currentEnvironment(),
  role: ProcessRole = 'supervisor',
  policyProblems: PolicyCheck = () => [],
): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = Settings.safeParse(given);
  if (parsed.success) {
    const problems = [...problemsBetween(parsed.data, role), ...policyProblems(parsed.data.POLICY)];
    if (problems.length > 0) throw new ConfigError(problems);
    return toConfig(parsed.data, role);
  }
  const bad = parsed.error.issues.map((issue) => ({ setting: issue.path.join('.'), message: issue.message }));
  const names = new Set(bad.map(({ setting }) => setting));
  // With the bad ones left out, what does not fit between the others can be told in the same message.
  const others = Settings.parse(
    Object.fromEntries(Object.entries(given).filter(([name]) => !names.has(name))),
  );
  throw new ConfigError([
    ...bad,
    ...problemsBetween(others, role).filter(({ setting }) => !names.has(setting)),
    ...policyProblems(others.POLICY),
  ]);
}

function problemsBetween(settings: Settings, role: ProcessRole): ConfigProblem[] {
  return [
    ...portProblems(settings),
    ...secretProblems(settings, role),
    ...keySetProblems(settings),
    ...databaseTlsProblems(settings),
    ...modelProblems(settings, Object.keys(AGENT_URL_SETTINGS)),
  ];
}

/** Whether an address can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function toConfig(settings: Settings, role: ProcessRole): Config {
  return {
    environment: settings.NODE_ENV,
    host: settings.HOST,
    ports: mapValues(PORT_SETTINGS, (setting) => settings[setting]),
    agentUrls: agentUrls(settings),
    database: {
      url: settings.DATABASE_URL,
      poolSize: settings.DATABASE_POOL_SIZE,
      tls: toDatabaseTls(settings),
    },
    dataDir: settings.DATA_DIR,
    model: toModelConfig(settings),
    spend: toSpendLimits(settings),
    ...signingSecrets(settings, role),
    customerKeySet: keySetOf(settings),
    codeSender:
      settings.CODE_SENDER_URL === undefined
        ? undefined
        : { url: settings.CODE_SENDER_URL, token: settings.CODE_SENDER_TOKEN },
    demoLogin: resolveDemoLogin(settings),
    corsOrigins: settings.CORS_ORIGINS,
    policy: settings.POLICY,
    bodyLimitBytes: settings.BODY_LIMIT_BYTES,
    log: { level: settings.LOG_LEVEL, format: settings.LOG_FORMAT },
    rateLimits: {
      messagesPerMinute: settings.RATE_LIMIT_MESSAGES_PER_MINUTE,
      requestsPerMinute: settings.RATE_LIMIT_REQUESTS_PER_MINUTE,
      trustedProxies: settings.TRUSTED_PROXIES,
    },
    turnTimeoutMs: settings.TURN_TIMEOUT_MS,
    turnOnBusy: settings.TURN_ON_BUSY,
    agentTimeoutMs: settings.AGENT_TIMEOUT_MS,
    agentStartTimeoutMs: settings.AGENT_START_TIMEOUT_MS,
    drainDelayMs: settings.DRAIN_DELAY_MS,
    drainTimeoutMs: settings.DRAIN_TIMEOUT_MS,
  };
}

function resolveDemoLogin(settings: Settings): boolean {
  if (settings.DEMO_LOGIN !== undefined) return settings.DEMO_LOGIN === 'on';
  return settings.DATABASE_URL === undefined && mayKeepSecretsLocally(settings);
}

function agentUrls(settings: Settings): Record<string, string> {
  const anyAddress = settings.HOST === '0.0.0.0' || settings.HOST === '::' || settings.HOST === 'localhost';
  const host = anyAddress ? '127.0.0.1' : settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST;
  const byDefault = mapValues(PORT_SETTINGS, (setting) => `http://${host}:${settings[setting]}`);
  return Object.fromEntries(
    Object.entries(AGENT_URL_SETTINGS).map(([agent, setting]) => [
      agent,
      (settings[setting] ?? byDefault[agent] ?? '').replace(/\/+$/, ''),
    ]),
  );
}

function signingSecrets(
  settings: Settings,
  role: ProcessRole,
): Pick<Config, 'sessionTokenSecret' | 'customerTokenSecret' | 'staffTokenSecret'> {
  const local = mayKeepSecretsLocally(settings)
    ? () => readOrCreateLocalSecrets(settings.DATA_DIR)
    : () => ({ sessionToken: unknownSecret(), customerToken: unknownSecret() });
  const needsCustomerSecret = role === 'supervisor' || mayKeepSecretsLocally(settings);
  return {
    sessionTokenSecret: settings.SESSION_TOKEN_SECRET ?? local().sessionToken,
    customerTokenSecret:
      settings.CUSTOMER_TOKEN_SECRET ?? (needsCustomerSecret ? local().customerToken : unknownSecret()),
    staffTokenSecret:
      settings.STAFF_TOKEN_SECRET ??
      (role === 'supervisor' ? staffSecretFrom(local().customerToken) : unknownSecret()),
  };
}

/** One machine's own: whoever may read its secrets is its administrator. What is made of an unknown secret is unknown as well. */
function staffSecretFrom(customerToken: string): string {
  return createHmac('sha256', customerToken).update('staff-token').digest('base64url');
}

function unknownSecret(): string {
  return randomBytes(32).toString('base64url');
}

function mayKeepSecretsLocally(settings: Settings): boolean {
  return isLoopback(settings.HOST) && settings.NODE_ENV !== 'production';
}

function secretProblems(settings: Settings, role: ProcessRole): ConfigProblem[] {
  if (mayKeepSecretsLocally(settings)) return [];
  const required =
    role === 'supervisor'
      ? (['SESSION_TOKEN_SECRET', 'CUSTOMER_TOKEN_SECRET'] as const)
      : (['SESSION_TOKEN_SECRET'] as const);
  return required
    .filter((setting) => settings[setting] === undefined)
    .map((setting) => ({
      setting,
      message:
        'is required when HOST is not loopback or NODE_ENV is production; use the output of: openssl rand -hex 32',
    }));
}

function portProblems(settings: Settings): ConfigProblem[] {
  const taken = new Map<number, string>();
  const problems: ConfigProblem[] = [];
  for (const setting of Object.values(PORT_SETTINGS)) {
    const port = settings[setting];
    const other = taken.get(port);
    if (port !== 0 && other !== undefined) {
      problems.push({ setting, message: `is ${port}, which ${other} uses already; choose another` });
    }
    taken.set(port, setting);
  }
  return problems;
}

function mapValues<Key extends string, From, To>(
  record: Readonly<Record<Key, From>>,
  convert: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries<From>(record).map(([key, value]) => [key, convert(value)]));
}
