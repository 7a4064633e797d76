import { describe, expect, it } from 'vitest';
import { createApi } from './api.js';
import { ApiError } from './caller.js';

function answering(respond: (path: string, init: RequestInit) => Response | Promise<Response>, token = '') {
  const calls: { path: string; init: RequestInit }[] = [];
  const fetch = async (path: RequestInfo | URL, init: RequestInit = {}) => {
    calls.push({ path: String(path), init });
    return respond(String(path), init);
  };
  return { calls, api: createApi({ fetch, token: () => token, locale: 'de-AT' }) };
}

describe('createApi', () => {
  it('sends the token of whoever is signed in, and none for a guest', async () => {
    const signedIn = answering(() => Response.json({ sessions: [] }), 'abc');
    await signedIn.api.sessions();
    expect(new Headers(signedIn.calls[0]?.init.headers).get('authorization')).toBe('Bearer abc');
    const guest = answering(() => Response.json({ id: 's' }));
    await guest.api.createSession();
    expect(new Headers(guest.calls[0]?.init.headers).has('authorization')).toBe(false);
    expect(guest.calls[0]?.init.body).toBe('{"locale":"de-AT"}');
  });

  it('asks for a stream when it sends a message, and says where it was when it rejoins', async () => {
    const { api, calls } = answering(() => new Response(''));
    const { signal } = new AbortController();
    await api.sendMessage('s1', 'Hello', { key: 'k', signal });
    await api.rejoinTurn('s1', 't1', { lastEventId: '12', signal });
    expect(calls.map(({ path }) => path)).toEqual([
      '/v1/sessions/s1/messages',
      '/v1/sessions/s1/turns/t1/events',
    ]);
    expect(calls[0]?.init).toMatchObject({ method: 'POST', body: '{"text":"Hello"}' });
    const [sent, rejoined] = calls.map(({ init }) => Object.fromEntries(new Headers(init.headers)));
    expect(sent).toMatchObject({
      accept: 'text/event-stream',
      'idempotency-key': 'k',
      'content-type': 'application/json',
    });
    expect(rejoined).toMatchObject({ accept: 'text/event-stream', 'last-event-id': '12' });
  });

  it('unwraps what the demo login and the lists answer', async () => {
    const { api, calls } = answering(() =>
      Response.json({ customers: [{ id: 'C1' }], token: 't', messages: [1], model: 'm' }),
    );
    expect(await api.demoCustomers()).toEqual([{ id: 'C1' }]);
    expect(await api.demoToken('C1')).toBe('t');
    expect(await api.messages('s1')).toEqual([1]);
    expect(await api.health()).toMatchObject({ model: 'm' });
    await api.deleteSession('s1');
    await api.recordEvent({ kind: 'view', productId: 'p1' });
    expect(calls.map(({ path, init }) => `${init.method ?? 'GET'} ${path}`).slice(4)).toEqual([
      'DELETE /v1/sessions/s1',
      'POST /v1/events',
    ]);
  });

  it('names the decision, what it is about and its key', async () => {
    const { api, calls } = answering(() => Response.json({ actions: [], token: 't2', expiresAt: 'soon' }));
    expect(await api.actions('s1')).toEqual([]);
    await api.decideAction('s1', 'a1', { decision: 'decline', argsHash: 'h' }, 'k');
    expect(await api.requestCode()).toMatchObject({ expiresAt: 'soon' });
    expect(await api.confirmCode('123456')).toBe('t2');
    expect(calls.map(({ path, init }) => [init.method ?? 'GET', path, init.body])).toEqual([
      ['GET', '/v1/sessions/s1/actions', undefined],
      ['POST', '/v1/sessions/s1/actions/a1', '{"decision":"decline","argsHash":"h"}'],
      ['POST', '/v1/verification', undefined],
      ['POST', '/v1/verification/confirm', '{"code":"123456"}'],
    ]);
    expect(new Headers(calls[1]?.init.headers).get('idempotency-key')).toBe('k');
  });

  it('throws the problem that the server told, with when to come back', async () => {
    const problem = { type: 'about:blank', title: 'Slow down', status: 429, code: 'rate-limited' };
    const { api } = answering(() =>
      Response.json(problem, { status: 429, headers: { 'retry-after': '20' } }),
    );
    await expect(api.sessions()).rejects.toMatchObject({ problem, retryAfterSeconds: 20 });
  });

  it('has words for a server that answers with no problem, and for no server at all', async () => {
    const proxy = answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(proxy.api.sessions()).rejects.toMatchObject({ problem: { status: 502, code: 'unknown' } });
    const offline = answering(() => Promise.reject(new TypeError('fetch failed')));
    await expect(offline.api.sessions()).rejects.toMatchObject({ problem: { code: 'network' } });
  });

  it('lets an abort through as what it is', async () => {
    const { api } = answering(() => Promise.reject(new DOMException('stopped', 'AbortError')));
    const failure = await api.sessions().catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(ApiError);
    expect(failure).toMatchObject({ name: 'AbortError' });
  });
});
