import { z } from 'zod';
import { MODEL_SETTINGS } from './model-settings.js';

const port = (byDefault: number) =>
  z.coerce
    .number()
    .int()
    .min(0, 'use a port from 0 to 65535')
    .max(65_535, 'use a port from 0 to 65535')
    .default(byDefault);
const count = (byDefault: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(byDefault);
const milliseconds = (byDefault: number) => count(byDefault, 1, 3_600_000);
const url = z.url({ protocol: /^https?$/, error: 'use a URL like http://127.0.0.1:8081' });
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((entry) => entry.trim())
      .filter((entry) => entry !== ''),
  );
const word = z.string().regex(/^\S+$/, 'use no space and no line break');
const secret = z.string().min(32, 'use at least 32 characters, for example from: openssl rand -hex 32');

/** Every environment variable that the product reads, with its default; `.env.example` lists the same names. */
export const Settings = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/, 'use an address or a host name, like 127.0.0.1')
    .default('127.0.0.1'),
  SUPERVISOR_PORT: port(8080),
  ORDER_MANAGEMENT_PORT: port(8081),
  PRODUCT_RECOMMENDATION_PORT: port(8082),
  TROUBLESHOOTING_PORT: port(8083),
  PERSONALIZATION_PORT: port(8084),
  ORDER_MANAGEMENT_URL: url.optional(),
  PRODUCT_RECOMMENDATION_URL: url.optional(),
  TROUBLESHOOTING_URL: url.optional(),
  PERSONALIZATION_URL: url.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'use a URL like postgresql://user:password@host:5432/database')
    .optional(),
  DATABASE_SSL: z.enum(['off', 'require', 'verify']).default('off'),
  DATABASE_SSL_CA: z.string().optional(),
  DATABASE_POOL_SIZE: count(10, 1, 1_000),
  DATA_DIR: z.string().default('.data'),
  ...MODEL_SETTINGS,
  SESSION_TOKEN_SECRET: secret.optional(),
  CUSTOMER_TOKEN_SECRET: secret.optional(),
  STAFF_TOKEN_SECRET: secret.optional(),
  CUSTOMER_JWKS_URL: url.optional(),
  CUSTOMER_TOKEN_ISSUER: word.optional(),
  CUSTOMER_TOKEN_AUDIENCE: word.optional(),
  CODE_SENDER_URL: url.optional(),
  CODE_SENDER_TOKEN: word.optional(),
  DEMO_LOGIN: z.enum(['on', 'off']).optional(),
  CORS_ORIGINS: list.refine(
    (origins) => origins.every((origin) => /^https?:\/\/[^/\s]+$/.test(origin)),
    'use origins like https://shop.example, without a path; several with commas',
  ),
  BODY_LIMIT_BYTES: count(65_536, 1_024, 10_485_760),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  LOG_FORMAT: z.enum(['json', 'pretty']).default('json'),
  RATE_LIMIT_MESSAGES_PER_MINUTE: count(30, 0, 100_000),
  RATE_LIMIT_REQUESTS_PER_MINUTE: count(600, 0, 1_000_000),
  TRUSTED_PROXIES: count(0, 0, 10),
  POLICY: z.string().default('{}'),
  TURN_TIMEOUT_MS: milliseconds(45_000),
  TURN_ON_BUSY: z.enum(['reject', 'interrupt']).default('reject'),
  AGENT_TIMEOUT_MS: milliseconds(20_000),
  AGENT_START_TIMEOUT_MS: milliseconds(2_000),
  DRAIN_DELAY_MS: count(500, 0, 60_000),
  DRAIN_TIMEOUT_MS: milliseconds(25_000),
});
export type Settings = z.infer<typeof Settings>;
