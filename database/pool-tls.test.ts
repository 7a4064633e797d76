import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../platform/config.js';
import type { DatabaseTls } from '../platform/database-tls.js';
import { startTlsPostgres, type TlsPostgres } from '../tests/helpers/tls-postgres.js';
import { toDatabaseError } from './database-error.js';
import { createPool } from './pool.js';
import { describeTlsError } from './tls-error.js';

let postgres: TlsPostgres;
beforeAll(async () => {
  postgres = await startTlsPostgres();
});
afterAll(() => postgres.close());
beforeEach(() => {
  postgres.seen.length = 0;
  postgres.offersTls = true;
});

/** How connecting fails: here it always does, since the server refuses whoever gets that far. */
async function connect(address: { url: string; tls?: DatabaseTls }): Promise<Error & { code?: string }> {
  const pool = createPool({ address, connectTimeoutMs: 3_000 });
  try {
    await pool.query('select 1');
  } catch (error) {
    if (error instanceof Error) return error;
  } finally {
    await pool.end();
  }
  throw new Error('it connected');
}

const verify = (name: 'server' | 'other'): DatabaseTls => ({
  mode: 'verify',
  caFile: postgres.certificate(name),
});

describe('TLS to the database', () => {
  it('is not used when it is off', async () => {
    expect((await connect({ url: postgres.url() })).code).toBe('28P01');
    expect(postgres.seen).toEqual(['in clear']);
  });

  it('encrypts whoever answers with require', async () => {
    expect((await connect({ url: postgres.url(), tls: { mode: 'require' } })).code).toBe('28P01');
    expect(postgres.seen).toEqual(['asks for TLS', 'startup in TLS']);
  });

  it('accepts the authority that is named with verify', async () => {
    expect((await connect({ url: postgres.url(), tls: verify('server') })).code).toBe('28P01');
    expect(postgres.seen).toEqual(['asks for TLS', 'startup in TLS']);
  });

  it.each([
    ['no authority', () => ({ mode: 'verify' }) as const],
    ['another authority', () => verify('other')],
  ])('refuses, before it says who it is, with verify and %s', async (_, tls) => {
    const error = await connect({ url: postgres.url(), tls: tls() });
    expect(describeTlsError(error)).toMatchObject({
      told: expect.stringContaining('no authority that is trusted'),
      todo: expect.stringContaining('DATABASE_SSL_CA'),
    });
    expect(toDatabaseError(error)).toMatchObject({ code: 'unavailable' });
    expect(postgres.seen).toEqual(['asks for TLS']);
  });

  it('refuses a certificate for another host', async () => {
    const error = await connect({ url: postgres.url('127.0.0.1'), tls: verify('server') });
    expect(describeTlsError(error)?.told).toContain('another host');
    expect(postgres.seen).toEqual(['asks for TLS']);
  });

  it.each(['require', 'verify'] as const)('does not go on in clear with %s', async (mode) => {
    postgres.offersTls = false;
    expect(describeTlsError(await connect({ url: postgres.url(), tls: { mode } }))?.told).toContain(
      'not support TLS',
    );
    expect(postgres.seen).toEqual(['asks for TLS']);
  });

  it('is used when the URL says so', async () => {
    const error = await connect({ url: postgres.url('localhost', '?sslmode=verify-full') });
    expect(describeTlsError(error)?.told).toContain('no authority');
  });
});

describe('the settings of TLS', () => {
  const load = (settings: Record<string, string>) => () =>
    loadConfig({ MODEL_PROVIDER: 'local', ...settings });

  it('come to the configuration', () => {
    const caFile = postgres.certificate('server');
    const settings = { DATABASE_URL: postgres.url(), DATABASE_SSL: 'verify', DATABASE_SSL_CA: caFile };
    expect(load(settings)().database.tls).toEqual({ mode: 'verify', caFile });
    expect(load({ DATABASE_URL: postgres.url() })().database.tls).toBeUndefined();
  });

  it.each([
    ['a mode that is none', { DATABASE_SSL: 'prefer' }, /DATABASE_SSL/],
    ['no URL', { DATABASE_SSL: 'verify' }, /DATABASE_SSL.*goes with DATABASE_URL/],
    [
      'a URL that says otherwise',
      { DATABASE_SSL: 'verify', DATABASE_URL: 'postgresql://a:b@c/d?sslmode=disable' },
      /DATABASE_SSL.*said by DATABASE_URL/,
    ],
    ['an authority without verify', { DATABASE_SSL_CA: '/none' }, /DATABASE_SSL_CA.*only with/],
    [
      'an authority that is not there',
      { DATABASE_SSL: 'verify', DATABASE_URL: 'postgresql://a:b@c/d', DATABASE_SSL_CA: '/none' },
      /DATABASE_SSL_CA.*no readable file/,
    ],
  ])('are refused with %s', (_, settings, message) => {
    expect(load(settings)).toThrow(message);
  });
});
