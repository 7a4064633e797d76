import { describe, expect, it } from 'vitest';
import { createMockSupervisor } from '../testing/mock-supervisor.js';
import { createApi } from './api.js';
import { createVerification } from './verification.js';

function open(fetch?: () => Promise<Response>) {
  const { app, recorded } = createMockSupervisor({ script: () => ({ steps: [] }) });
  const request = async (path: RequestInfo | URL, init?: RequestInit) =>
    fetch === undefined ? app.request(String(path), init) : fetch();
  const tokens: string[] = [];
  const api = createApi({ fetch: request, token: () => 't', locale: 'en' });
  const verification = createVerification(api, (token) => tokens.push(token));
  return { verification, tokens, recorded };
}

describe('createVerification', () => {
  it('says until when the code works that was sent', async () => {
    const { verification, recorded } = open();
    expect(await verification.request()).toEqual({ kind: 'sent', expiresAt: '2099-01-01T12:00:00.000Z' });
    expect(recorded).toMatchObject([{ method: 'POST', path: '/v1/verification' }]);
  });

  it('gets the token for a right code, however it was typed', async () => {
    const { verification, tokens, recorded } = open();
    expect(await verification.confirm(' 123-456 ')).toEqual({ kind: 'taken' });
    expect(tokens).toEqual(['token-after-code']);
    expect(recorded.at(-1)?.body).toEqual({ code: '123456' });
  });

  it('does not send what is no code', async () => {
    const { verification, recorded } = open();
    for (const typed of ['', '12345', '1234567', 'abcdef'])
      expect(await verification.confirm(typed)).toMatchObject({ kind: 'refused' });
    expect(recorded).toEqual([]);
  });

  it('says in the words of the server why a code was not taken', async () => {
    const { verification, tokens } = open();
    expect(await verification.confirm('000000')).toEqual({
      kind: 'refused',
      words: 'That is not the code, or it has expired. Ask for a new one.',
    });
    expect(tokens).toEqual([]);
  });

  it('says when nobody could be reached', async () => {
    const { verification } = open(() => Promise.reject(new TypeError('fetch failed')));
    expect(await verification.request()).toMatchObject({
      kind: 'refused',
      words: expect.stringContaining('cannot be reached'),
    });
    expect(await verification.confirm('123456')).toMatchObject({ kind: 'refused' });
  });
});
