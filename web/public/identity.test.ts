import { describe, expect, it } from 'vitest';
import { createIdentity } from './identity.js';

const MARA = { id: 'C1', name: 'Mara Lindqvist', about: 'One order' };
const IDRIS = { id: 'C2', name: 'Idris Bello', about: 'None' };

function open({
  customers = [MARA, IDRIS],
  stored = '',
  login = async (id: string) => `token-of-${id}`,
} = {}) {
  const kept = new Map([['switchboard.identity', stored]]);
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  const identity = createIdentity({ demoCustomers: async () => customers, demoToken: login }, storage);
  return { identity, kept };
}

describe('createIdentity', () => {
  it('begins as the first demo customer where there is a demo login', async () => {
    const { identity } = open();
    await identity.restore();
    expect(identity.current()).toMatchObject({
      token: 'token-of-C1',
      choice: { kind: 'demo', customer: MARA },
    });
    expect(identity.firstName()).toBe('Mara');
  });

  it('begins as a guest where there is none', async () => {
    const { identity } = open({ customers: [] });
    await identity.restore();
    expect(identity.current()).toMatchObject({ token: '', choice: { kind: 'guest' } });
    expect(identity.firstName()).toBe('');
  });

  it('is who was chosen before the page was loaded again', async () => {
    const first = open();
    await first.identity.restore();
    await first.identity.choose({ kind: 'demo', customer: IDRIS });
    const second = open({ stored: first.kept.get('switchboard.identity') ?? '' });
    await second.identity.restore();
    expect(second.identity.current().token).toBe('token-of-C2');
  });

  it.each(['{"kind":"demo","customer":{"id":"C9"}}', '{"kind":"token"}', 'no json', '{}'])(
    'falls back when what was stored is %s',
    async (stored) => {
      const { identity } = open({ stored });
      await identity.restore();
      expect(identity.current().token).toBe('token-of-C1');
    },
  );

  it('keeps a pasted token, and a guest a guest, over a reload', async () => {
    const pasted = open({ stored: '{"kind":"token","token":"abc"}' });
    await pasted.identity.restore();
    expect(pasted.identity.current().token).toBe('abc');
    const guest = open({ stored: '{"kind":"guest"}' });
    await guest.identity.restore();
    expect(guest.identity.current()).toMatchObject({ token: '', customers: [MARA, IDRIS] });
  });

  it('is a guest when the login fails, and stays who it was when a change fails', async () => {
    const { identity } = open({ login: () => Promise.reject(new Error('down')) });
    await identity.restore();
    expect(identity.current().choice).toEqual({ kind: 'guest' });
    await expect(identity.choose({ kind: 'demo', customer: MARA })).rejects.toThrow('down');
    expect(identity.current().choice).toEqual({ kind: 'guest' });
  });

  it('gets a fresh token for the same customer', async () => {
    let count = 0;
    const { identity } = open({
      login: async () => {
        count += 1;
        return `token-${count}`;
      },
    });
    await identity.restore();
    await identity.renew();
    expect(identity.current().token).toBe('token-2');
  });

  it('takes a surer token for the same customer, and does not keep it', async () => {
    const { identity, kept } = open();
    await identity.restore();
    identity.useToken('after-code');
    expect(identity.current()).toMatchObject({
      token: 'after-code',
      choice: { kind: 'demo', customer: MARA },
    });
    expect([...kept.values()].join()).not.toContain('after-code');
    await identity.renew();
    expect(identity.current().token).toBe('token-of-C1');
  });
});
