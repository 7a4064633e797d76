import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeySetVerifier } from './customer-key-set.js';
import { signCustomerToken } from './customer-token.js';

const OURS = { issuer: 'https://login.shop.example', audience: 'switchboard' };
const keys = await generateKeyPair('ES256');
const foreign = await generateKeyPair('ES256');
let server: Server;
let url: string;
let fetched = 0;

beforeAll(async () => {
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' };
  server = createServer((request, response) => {
    fetched += 1;
    response.statusCode = request.url === '/keys' ? 200 : 500;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
});
afterAll(() => void server.close());

interface Token {
  subject?: string;
  issuer?: string;
  audience?: string;
  expires?: string;
  key?: typeof keys.privateKey;
}
function sign({ subject = 'C1001', expires = '5m', key = keys.privateKey, ...more }: Token = {}) {
  const { issuer, audience } = { ...OURS, ...more };
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .setSubject(subject)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime(expires)
    .sign(key);
}

describe('tokens of a login of the shop’s own', () => {
  it('name a verified customer, and their keys are fetched once', async () => {
    const verify = createKeySetVerifier({ url, ...OURS });
    for (const _ of [1, 2, 3]) {
      expect(await verify(await sign())).toEqual({ level: 'verified', customerId: 'C1001' });
    }
    expect(fetched).toBe(1);
  });

  it.each<[string, () => Promise<string> | string]>([
    ['of another issuer', () => sign({ issuer: 'https://evil.example' })],
    ['for another audience', () => sign({ audience: 'other' })],
    ['that are over', () => sign({ expires: '-1m' })],
    ['of another key', () => sign({ key: foreign.privateKey })],
    ['of no customer', () => sign({ subject: 'no id at all' })],
    [
      'signed with a shared secret',
      () => signCustomerToken('x'.repeat(32), { customerId: 'C1', level: 'step-up', expiresInSeconds: 60 }),
    ],
    ['that are none', () => 'a.b.c'],
  ])('%s are refused', async (_, token) => {
    const verify = createKeySetVerifier({ url, ...OURS });
    await expect(verify(await token())).rejects.toMatchObject({ code: 'unauthenticated' });
  });

  it('cannot be checked without the keys, which is no fault of theirs', async () => {
    for (const gone of [url.replace('/keys', '/gone'), 'http://127.0.0.1:1/keys']) {
      const verify = createKeySetVerifier({ url: gone, ...OURS });
      await expect(verify(await sign())).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});
