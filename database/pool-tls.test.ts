import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { loadConfig } from '../platform/config.js';
import type { DatabaseTls } from '../platform/database-tls.js';
import { toDatabaseError } from './database-error.js';
import { createPool } from './pool.js';
import { describeTlsError } from './tls-error.js';

/** What PostgreSQL says to a login that it refuses: an error of the class that is no outage. */
const REFUSAL = 'SFATAL\0C28P01\0Mno\0\0';

let folder: string;
let server: Server;
let seen: string[];
let offersTls: boolean;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'switchboard-tls-'));
  for (const name of ['server', 'other']) {
    execFileSync(
      'openssl',
      [
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:prime256v1',
          '-nodes',
          '-days',
          '2',
        ],
        ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
        ...['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)],
      ],
      { stdio: 'ignore' },
    );
  }
  const [key, cert] = ['server.key', 'server.pem'].map((file) => readFileSync(join(folder, file)));
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (first) => {
      const wantsTls = first.length === 8 && first.readInt32BE(4) === 80_877_103;
      seen.push(wantsTls ? 'asks for TLS' : 'in clear');
      if (!wantsTls) return void socket.end(refusal());
      if (!offersTls) return void socket.end('N');
      socket.write('S');
      const secure = new TLSSocket(socket, { isServer: true, key, cert });
      secure.on('error', () => {});
      secure.once('data', (startup: Buffer) => {
        seen.push(`${startup.includes('user') ? 'startup' : 'something else'} in TLS`);
        secure.end(refusal());
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  seen = [];
  offersTls = true;
});

function refusal(): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(REFUSAL.length + 4);
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(REFUSAL)]);
}

const url = (host = 'localhost', query = '') =>
  `postgresql://me:pw@${host}:${(server.address() as AddressInfo).port}/shop${query}`;

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

const verify = (name: string): DatabaseTls => ({ mode: 'verify', caFile: join(folder, `${name}.pem`) });

describe('TLS to the database', () => {
  it('is not used when it is off', async () => {
    expect((await connect({ url: url() })).code).toBe('28P01');
    expect(seen).toEqual(['in clear']);
  });

  it('encrypts whoever answers with require', async () => {
    expect((await connect({ url: url(), tls: { mode: 'require' } })).code).toBe('28P01');
    expect(seen).toEqual(['asks for TLS', 'startup in TLS']);
  });

  it('accepts the authority that is named with verify', async () => {
    expect((await connect({ url: url(), tls: verify('server') })).code).toBe('28P01');
    expect(seen).toEqual(['asks for TLS', 'startup in TLS']);
  });

  it.each([
    ['no authority', () => ({ mode: 'verify' }) as const],
    ['another authority', () => verify('other')],
  ])('refuses, before it says who it is, with verify and %s', async (_, tls) => {
    const error = await connect({ url: url(), tls: tls() });
    expect(describeTlsError(error)).toMatchObject({
      told: expect.stringContaining('no authority that is trusted'),
      todo: expect.stringContaining('DATABASE_SSL_CA'),
    });
    expect(toDatabaseError(error)).toMatchObject({ code: 'unavailable' });
    expect(seen).toEqual(['asks for TLS']);
  });

  it('refuses a certificate for another host', async () => {
    const error = await connect({ url: url('127.0.0.1'), tls: verify('server') });
    expect(describeTlsError(error)?.told).toContain('another host');
    expect(seen).toEqual(['asks for TLS']);
  });

  it.each(['require', 'verify'] as const)('does not go on in clear with %s', async (mode) => {
    offersTls = false;
    expect(describeTlsError(await connect({ url: url(), tls: { mode } }))?.told).toContain('not support TLS');
    expect(seen).toEqual(['asks for TLS']);
  });

  it('is used when the URL says so', async () => {
    const error = await connect({ url: url('localhost', '?sslmode=verify-full') });
    expect(describeTlsError(error)?.told).toContain('no authority');
  });
});

describe('the settings of TLS', () => {
  const load = (settings: Record<string, string>) => () =>
    loadConfig({ MODEL_PROVIDER: 'local', ...settings });

  it('come to the configuration', () => {
    const caFile = join(folder, 'server.pem');
    const settings = { DATABASE_URL: url(), DATABASE_SSL: 'verify', DATABASE_SSL_CA: caFile };
    expect(load(settings)().database.tls).toEqual({ mode: 'verify', caFile });
    expect(load({ DATABASE_URL: url() })().database.tls).toBeUndefined();
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
