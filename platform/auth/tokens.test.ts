import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { signCustomerToken, verifyCustomerToken } from './customer-token.js';
import { signSessionToken, verifySessionToken } from './session-token.js';
import { signStaffToken, verifyStaffToken } from './staff-token.js';

const SECRET = 'a-secret-of-at-least-32-characters';
const OTHER_SECRET = 'another-secret-of-32-characters-too';
const AGENT = 'order-management';
const REFUSED = { code: 'unauthenticated', message: 'The token is not valid. Sign in again.' };

function sessionToken(overrides: Partial<Parameters<typeof signSessionToken>[1]> = {}, secret = SECRET) {
  return signSessionToken(secret, {
    identity: { level: 'verified', customerId: 'C1001' },
    sessionId: 's1',
    turnId: 't1',
    audience: AGENT,
    expiresInSeconds: 60,
    ...overrides,
  });
}

function customerToken(secret = SECRET, expiresInSeconds = 60) {
  return signCustomerToken(secret, { customerId: 'C1001', level: 'verified', expiresInSeconds });
}

function forge(
  claims: Record<string, unknown>,
  { typ = 'switchboard-session+jwt', issuer = 'switchboard-supervisor' } = {},
) {
  return new SignJWT({ sid: 's1', tid: 't1', ...claims })
    .setProtectedHeader({ alg: 'HS256', typ })
    .setIssuer(issuer)
    .setAudience(AGENT)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(new TextEncoder().encode(SECRET));
}

describe('session tokens', () => {
  it.each([
    { level: 'anonymous' } as const,
    { level: 'verified', customerId: 'C1001' } as const,
    { level: 'step-up', customerId: 'C1001' } as const,
  ])('carry $level from the supervisor to the agent', async (identity) => {
    const token = await sessionToken({ identity });
    expect(await verifySessionToken(SECRET, token, AGENT)).toEqual({
      identity,
      sessionId: 's1',
      turnId: 't1',
    });
  });

  it('are for one agent alone', async () => {
    const token = await sessionToken();
    await expect(verifySessionToken(SECRET, token, 'troubleshooting')).rejects.toMatchObject(REFUSED);
  });

  it('are refused under another secret, changed, cut or made up, always in the same words', async () => {
    const token = await sessionToken();
    const [header, payload, signature] = token.split('.');
    const rewritten = Buffer.from(
      Buffer.from(payload ?? '', 'base64url')
        .toString()
        .replace('C1001', 'C1002'),
    ).toString('base64url');
    const bad = [
      await sessionToken({}, OTHER_SECRET),
      [header, rewritten, signature].join('.'),
      [header, payload, ''].join('.'),
      [header, payload].join('.'),
      '',
      'a.b.c',
      `${token}x`,
    ];
    for (const candidate of bad) {
      await expect(verifySessionToken(SECRET, candidate, AGENT)).rejects.toMatchObject(REFUSED);
    }
  });

  it('are refused without a signature', async () => {
    const unsigned = new UnsecuredJWT({
      identity: { level: 'verified', customerId: 'C1001' },
      sid: 's1',
      tid: 't1',
    })
      .setIssuer('switchboard-supervisor')
      .setAudience(AGENT)
      .setIssuedAt()
      .setExpirationTime('1m')
      .encode();
    await expect(verifySessionToken(SECRET, unsigned, AGENT)).rejects.toMatchObject(REFUSED);
  });

  it('are refused when their claims make no identity', async () => {
    for (const claims of [
      {},
      { identity: { level: 'verified' } },
      { identity: { level: 'admin', customerId: 'C1001' } },
      { identity: { level: 'verified', customerId: "C1' or 1=1" } },
      { identity: { level: 'verified', customerId: 'C1001' }, sid: 'a\u0000b' },
    ]) {
      await expect(verifySessionToken(SECRET, await forge(claims), AGENT)).rejects.toMatchObject(REFUSED);
    }
    const fine = await forge({ identity: { level: 'verified', customerId: 'C1001' } });
    await expect(verifySessionToken(SECRET, fine, AGENT)).resolves.toBeDefined();
    for (const stranger of [{ typ: 'JWT' }, { issuer: 'switchboard-login' }]) {
      const token = await forge({ identity: { level: 'verified', customerId: 'C1001' } }, stranger);
      await expect(verifySessionToken(SECRET, token, AGENT)).rejects.toMatchObject(REFUSED);
    }
  });
});

describe('customer tokens', () => {
  it('carry the customer and the level', async () => {
    expect(await verifyCustomerToken(SECRET, await customerToken())).toEqual({
      level: 'verified',
      customerId: 'C1001',
    });
    const stepUp = await signCustomerToken(SECRET, {
      customerId: 'C1',
      level: 'step-up',
      expiresInSeconds: 5,
    });
    expect(await verifyCustomerToken(SECRET, stepUp)).toEqual({ level: 'step-up', customerId: 'C1' });
  });

  it('never pass as session tokens, nor those as them, even under one secret', async () => {
    await expect(verifyCustomerToken(SECRET, await sessionToken())).rejects.toMatchObject(REFUSED);
    const toSupervisor = await sessionToken({ audience: 'switchboard-supervisor' });
    await expect(verifyCustomerToken(SECRET, toSupervisor)).rejects.toMatchObject(REFUSED);
    for (const audience of [AGENT, 'switchboard-supervisor']) {
      await expect(verifySessionToken(SECRET, await customerToken(), audience)).rejects.toMatchObject(
        REFUSED,
      );
    }
  });

  it('are refused under another secret', async () => {
    await expect(verifyCustomerToken(SECRET, await customerToken(OTHER_SECRET))).rejects.toMatchObject(
      REFUSED,
    );
  });
});

describe('staff tokens', () => {
  const staffToken = (secret = SECRET) =>
    signStaffToken(secret, { staffId: 'S1', role: 'approver', expiresInSeconds: 60 });

  it('carry the member of the staff and the role', async () => {
    expect(await verifyStaffToken(SECRET, await staffToken())).toEqual({ staffId: 'S1', role: 'approver' });
  });

  it('are made of nothing else, and nothing else is made of them, even under one secret', async () => {
    await expect(verifyStaffToken(SECRET, await customerToken())).rejects.toMatchObject(REFUSED);
    const toInbox = await sessionToken({ audience: 'switchboard-inbox' });
    await expect(verifyStaffToken(SECRET, toInbox)).rejects.toMatchObject(REFUSED);
    await expect(verifyCustomerToken(SECRET, await staffToken())).rejects.toMatchObject(REFUSED);
    await expect(verifySessionToken(SECRET, await staffToken(), 'switchboard-inbox')).rejects.toMatchObject(
      REFUSED,
    );
  });

  it('are refused under another secret', async () => {
    await expect(verifyStaffToken(SECRET, await staffToken(OTHER_SECRET))).rejects.toMatchObject(REFUSED);
  });
});

describe('time', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('ends a token, give or take five seconds of clock difference', async () => {
    const customer = await customerToken();
    const session = await sessionToken();
    vi.setSystemTime(Date.now() + 62_000);
    await expect(verifyCustomerToken(SECRET, customer)).resolves.toBeDefined();
    vi.setSystemTime(Date.now() + 5_000);
    await expect(verifyCustomerToken(SECRET, customer)).rejects.toMatchObject(REFUSED);
    await expect(verifySessionToken(SECRET, session, AGENT)).rejects.toMatchObject(REFUSED);
  });
});
