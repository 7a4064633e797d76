import { currentEnvironment, loadConfig } from './config.js';
import { Settings } from './settings.js';
import { redactText } from './telemetry/redact.js';

/** What is never shown, only that it is set. */
const SECRETS: ReadonlySet<string> = new Set<keyof Settings>([
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_BEARER_TOKEN_BEDROCK',
  'SESSION_TOKEN_SECRET',
  'CUSTOMER_TOKEN_SECRET',
  'STAFF_TOKEN_SECRET',
  'CODE_SENDER_TOKEN',
]);

/** Every setting by its name, with the value in force and, where that is decided by others, what came of it. Secrets are blanked. Throws a ConfigError when the settings do not fit. */
export function describeSettings(
  environment: NodeJS.ProcessEnv = currentEnvironment(),
): Record<string, string> {
  const resolved = toResolved(environment);
  return Object.fromEntries(
    Object.entries(toDefaults()).map(([name, byDefault]) => {
      const given = environment[name]?.trim() ?? '';
      const shown = given === '' ? byDefault : toShown(name, given);
      const outcome = resolved[name];
      return [name, outcome === undefined || outcome === shown ? shown : `${shown}, so ${outcome}`];
    }),
  );
}

function toDefaults(): Record<string, string> {
  const known: Record<string, unknown> = Settings.parse({});
  return Object.fromEntries(
    Object.keys(Settings.shape).map((name) => {
      const value = known[name];
      const isNone = value === undefined || (Array.isArray(value) && value.length === 0);
      return [name, isNone ? 'not set' : String(value)];
    }),
  );
}

function toShown(name: string, given: string): string {
  if (SECRETS.has(name)) return '[set]';
  return redactText(name.endsWith('_URL') ? withoutLogin(given) : given).replaceAll(/\s+/g, ' ');
}

/** Whoever made the URL may have put a password before the host, or a key behind the question mark. */
function withoutLogin(url: string): string {
  if (!URL.canParse(url)) return '[set]';
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname}${search === '' ? '' : '?…'}`;
}

/** What is decided from other settings. */
function toResolved(environment: NodeJS.ProcessEnv): Record<string, string | undefined> {
  const { model, demoLogin, agentUrls } = loadConfig(environment);
  return {
    MODEL_PROVIDER: model.provider,
    EMBEDDER: model.embedder,
    AWS_REGION: model.region,
    DEMO_LOGIN: demoLogin ? 'on' : 'off',
    ORDER_MANAGEMENT_URL: agentUrls['order-management'],
    PRODUCT_RECOMMENDATION_URL: agentUrls['product-recommendation'],
    TROUBLESHOOTING_URL: agentUrls['troubleshooting'],
    PERSONALIZATION_URL: agentUrls['personalization'],
  };
}
