import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { createService } from '../../platform/http/create-service.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { createMetrics } from '../../platform/telemetry/metrics.js';
import { createAuthenticate } from '../authenticate.js';
import { limitRates, type RateLimits } from './limit-rates.js';
import { createRateStore } from './rate-store.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';
let world: TestDatabase;
beforeAll(async () => {
  world = await openTestDatabase();
});
afterAll(() => world.close());

function replica(limits: RateLimits) {
  const metrics = createMetrics('test');
  const app = createService({
    name: 'test',
    version: '1',
    logger: createLogger({ name: 'test', level: 'silent' }),
    metrics,
    openapi: { title: 'test', description: 'test' },
  });
  const store = createRateStore(world.database('switchboard_supervisor'));
  app.use('/v1/*', limitRates({ limits, store, authenticate: createAuthenticate(SECRET), metrics }));
  app.post('/v1/sessions/:id/messages', (c) => c.json({ ok: true }));
  app.get('/v1/sessions/:id/messages', (c) => c.json({ ok: true }));
  app.post('/v1/events', (c) => c.json({ ok: true }));
  return { app, metrics };
}

const tokenOf = (customerId: string) =>
  signCustomerToken(SECRET, { customerId, level: 'verified', expiresInSeconds: 600 });
const post = async (app: ReturnType<typeof replica>['app'], path: string, token?: string, more = {}) =>
  app.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...more,
    },
    body: '{}',
  });

describe('rate limits', () => {
  it('hold over all replicas, whatever races', async () => {
    const policy = { name: 'race', quota: 20, windowSeconds: 3_600, burst: 8 };
    const replicas = [
      replica({ messages: policy, trustedProxies: 0 }),
      replica({ messages: policy, trustedProxies: 0 }),
    ];
    const token = await tokenOf('C1001');
    const answers = await Promise.all(
      replicas.flatMap(({ app }) =>
        Array.from({ length: 20 }, (_, index) => post(app, `/v1/sessions/s${index}/messages`, token)),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(8);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(32);
  });

  it('are told in headers, and refusals as a problem that names the policy and when to come back', async () => {
    const { app, metrics } = replica({
      messages: { name: 'messages', quota: 3, windowSeconds: 60, burst: 2 },
      trustedProxies: 0,
    });
    const token = await tokenOf('C1002');
    const first = await post(app, '/v1/sessions/a/messages', token);
    expect(first.headers.get('ratelimit-policy')).toBe('"messages";q=3;w=60');
    expect(first.headers.get('ratelimit')).toMatch(/^"messages";r=1;t=60$/);
    await post(app, '/v1/sessions/a/messages', token);
    const refused = await post(app, '/v1/sessions/a/messages', token);
    expect(refused.status).toBe(429);
    const retryAfter = Number(refused.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThanOrEqual(59);
    expect(refused.headers.get('ratelimit')).toBe(`"messages";r=0;t=${retryAfter}`);
    expect(refused.headers.get('content-type')).toBe('application/problem+json');
    expect(await refused.json()).toMatchObject({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      code: 'rate-limited',
      'violated-policies': ['messages'],
    });
    expect(await metrics.render()).toContain(
      'support_rate_limited_count{policy="messages",service="test"} 1',
    );
  });

  it('count customers apart, and reads not at all', async () => {
    const { app } = replica({
      messages: { name: 'own', quota: 2, windowSeconds: 60, burst: 1 },
      trustedProxies: 0,
    });
    const [one, other] = [await tokenOf('C1003'), await tokenOf('C1004')];
    expect((await post(app, '/v1/sessions/a/messages', one)).status).toBe(200);
    expect((await post(app, '/v1/sessions/a/messages', one)).status).toBe(429);
    expect((await post(app, '/v1/sessions/a/messages', other)).status).toBe(200);
    expect((await app.request('/v1/sessions/a/messages')).headers.get('ratelimit')).toBeNull();
  });

  it('count visitors by the address that one’s own proxy saw, not by what they say', async () => {
    const { app } = replica({
      messages: { name: 'visitors', quota: 2, windowSeconds: 60, burst: 1 },
      trustedProxies: 1,
    });
    const from = (forwarded: string) =>
      post(app, '/v1/sessions/a/messages', undefined, { 'x-forwarded-for': forwarded });
    expect((await from('203.0.113.7')).status).toBe(200);
    expect((await from('198.51.100.1, 203.0.113.7')).status).toBe(429);
    expect((await from('203.0.113.8')).status).toBe(200);
    expect((await from('2001:db8:1:2:3::1')).status).toBe(200);
    expect((await from('2001:db8:1:2:ffff::9')).status).toBe(429);
    expect((await from('::ffff:203.0.113.8')).status).toBe(429);
  });

  it('free what was taken as time passes', async () => {
    const { app } = replica({
      requests: { name: 'quick', quota: 11, windowSeconds: 1, burst: 1 },
      trustedProxies: 0,
    });
    expect((await post(app, '/v1/events')).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((await post(app, '/v1/events')).status).toBe(200);
  });

  it('keep neither names nor addresses, and forget what limits nobody any more', async () => {
    const { app } = replica({
      requests: { name: 'short', quota: 1_000, windowSeconds: 1, burst: 1 },
      trustedProxies: 1,
    });
    await post(app, '/v1/events', undefined, { 'x-forwarded-for': '203.0.113.99' });
    const { rows } = await world.pool.query<{ text: string }>(
      'select key || tolerance as text from rate_limits',
    );
    expect(rows.map(({ text }) => text).join()).not.toMatch(/203\.0\.113|C100/);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await createRateStore(world.database('switchboard_supervisor')).prune();
    const { rows: left } = await world.pool.query('select from rate_limits where arrival < now()');
    expect(left).toEqual([]);
  });
});
