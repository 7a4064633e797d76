import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { Counter } from 'prom-client';
import { AppError } from '../../platform/errors.js';
import type { AppEnv } from '../../platform/http/app-env.js';
import { handleError } from '../../platform/http/error-handler.js';
import type { Metrics } from '../../platform/telemetry/metrics.js';
import type { Authenticate } from '../authenticate.js';
import { clientAddress } from './client-address.js';
import type { RatePolicy, RateVerdict } from './rate-policy.js';
import type { RateQuestion, RateStore } from './rate-store.js';

/** Who may send how much; a policy that is left out limits nothing. */
export interface RateLimits {
  /** Messages of a customer; of an anonymous visitor, by address. */
  messages?: RatePolicy;
  /** Everything that is posted from one address. */
  requests?: RatePolicy;
  /** Proxies of one's own in front of the service. */
  trustedProxies: number;
}

interface LimitOptions {
  limits: RateLimits;
  store: RateStore;
  authenticate: Authenticate;
  metrics: Metrics;
}

const MESSAGES = /^\/v1\/sessions\/[^/]+\/messages$/;
const PRUNE_EVERY_MS = 600_000;

/**
 * Limits what is posted, over all replicas, and tells the limits in RateLimit and RateLimit-Policy
 * (draft-ietf-httpapi-ratelimit-headers-10). What is too much is 429 with Retry-After and the policies it broke.
 */
export function limitRates({
  limits,
  store,
  authenticate,
  metrics,
}: LimitOptions): MiddlewareHandler<AppEnv> {
  const refused = new Counter({
    name: 'support_rate_limited_count',
    help: 'Requests that a rate limit refused, by policy.',
    labelNames: ['policy'] as const,
    registers: [metrics.registry],
  });
  let prunedAt = Date.now();
  return async function limitRates(c, next) {
    if (c.req.method !== 'POST') return next();
    const questions = await questionsOf(c, limits, authenticate);
    if (questions.length === 0) return next();
    if (Date.now() - prunedAt > PRUNE_EVERY_MS) {
      prunedAt = Date.now();
      await store.prune();
    }
    const verdicts = await store.ask(questions);
    const broken = verdicts.filter(({ allowed }) => !allowed);
    for (const { policy } of broken) refused.inc({ policy: policy.name });
    // Answered here, so that a refusal carries the headers as well.
    if (broken.length > 0) c.res = handleError(toRefusal(broken), c);
    else await next();
    c.header('ratelimit-policy', verdicts.map(policyItem).join(', '));
    // A refusal names what it broke and no more, so that Retry-After is never earlier than a `t`.
    c.header('ratelimit', (broken.length > 0 ? broken : verdicts).map(limitItem).join(', '));
  };
}

async function questionsOf(
  c: Context<AppEnv>,
  { messages, requests, trustedProxies }: RateLimits,
  authenticate: Authenticate,
): Promise<RateQuestion[]> {
  const address = clientAddress(c, trustedProxies);
  const questions: RateQuestion[] = [];
  if (messages !== undefined && MESSAGES.test(c.req.path)) {
    const identity = await authenticate(c);
    const sender = identity.level === 'anonymous' ? `address ${address}` : `customer ${identity.customerId}`;
    questions.push({ policy: messages, key: toKey(messages, sender) });
  }
  if (requests !== undefined) questions.push({ policy: requests, key: toKey(requests, address) });
  return questions;
}

function toKey({ name }: RatePolicy, whom: string): string {
  return createHash('sha256').update(`${name}\n${whom}`).digest('base64url');
}

function toRefusal(broken: readonly RateVerdict[]): AppError {
  const seconds = Math.max(...broken.map(({ retryAfterSeconds }) => retryAfterSeconds));
  return new AppError('rate-limited', `This is more than is allowed. Please try again in ${seconds} s.`, {
    retryAfterSeconds: seconds,
    violatedPolicies: broken.map(({ policy }) => policy.name),
  });
}

function policyItem({ policy: { name, quota, windowSeconds } }: RateVerdict): string {
  return `"${name}";q=${quota};w=${windowSeconds}`;
}

function limitItem({ policy, allowed, remaining, resetSeconds, retryAfterSeconds }: RateVerdict): string {
  return `"${policy.name}";r=${remaining};t=${allowed ? resetSeconds : retryAfterSeconds}`;
}
