import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { PAGE_POLICY, servePage } from './serve-page.js';

const app = new Hono();
app.use(servePage());
app.get('/v1/sessions', (c) => c.json({ sessions: [] }));
app.post('/', (c) => c.text('posted'));

describe('servePage', () => {
  it('serves the page at the root, with a policy that lets no inline code run', async () => {
    const response = await app.request('/');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe(PAGE_POLICY);
    expect(PAGE_POLICY).not.toMatch(/unsafe|data:|https?:/);
    expect(await response.text()).toContain('<title>Switchboard support</title>');
  });

  it.each(['/', '/inbox'])('has nothing inline in the page at %s and asks no other host', async (path) => {
    const page = await (await app.request(path)).text();
    expect(page).not.toMatch(/\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)/i);
    for (const [, address = ''] of page.matchAll(/(?:src|href)="([^"]+)"/g)) expect(address).toMatch(/^[/#]/);
  });

  it('serves every file that the page and its modules name', async () => {
    const seen = new Set<string>();
    const waiting = ['/', '/inbox'];
    while (waiting.length > 0) {
      const path = waiting.pop() ?? '';
      if (seen.has(path)) continue;
      seen.add(path);
      const response = await app.request(path);
      expect(response.status, path).toBe(200);
      const text = await response.text();
      for (const [, named = ''] of text.matchAll(/(?:src|href)="(\/[^"]+)"/g)) waiting.push(named);
      for (const [, named = ''] of text.matchAll(/^(?:import .*|\}) from '(\..+)';$/gm))
        waiting.push(new URL(named, `http://page${path}`).pathname);
    }
    expect(seen.has('/view/turn-view.js')).toBe(true);
    expect(seen.has('/styles/parts.css')).toBe(true);
    expect(seen.has('/view/handoff-view.js')).toBe(true);
  });

  it.each([
    ['/chat.js', 'text/javascript; charset=utf-8'],
    ['/styles/tokens.css', 'text/css; charset=utf-8'],
    ['/favicon.svg', 'image/svg+xml'],
  ])('says what %s is', async (path, type) => {
    const response = await app.request(path);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('answers 304 to a browser that has this very version, and sends a changed one', async () => {
    const tag = (await app.request('/chat.js')).headers.get('etag') ?? '';
    const same = await app.request('/chat.js', { headers: { 'if-none-match': `"older", ${tag}` } });
    expect([same.status, await same.text()]).toEqual([304, '']);
    const changed = await app.request('/chat.js', { headers: { 'if-none-match': '"older"' } });
    expect(changed.status).toBe(200);
  });

  it.each([
    '/tsconfig.json',
    '/markdown.test.ts',
    '/../serve-page.ts',
    '/..%2fserve-page.ts',
    '/styles',
    '/styles/',
  ])('does not serve %s', async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });

  it('leaves the API and other methods alone', async () => {
    expect(await (await app.request('/v1/sessions')).json()).toEqual({ sessions: [] });
    expect(await (await app.request('/', { method: 'POST' })).text()).toBe('posted');
  });

  it('fails at start, not at the first request, when there is no page', () => {
    expect(() => servePage(new URL('./testing/', import.meta.url).pathname)).toThrow('no index.html');
  });
});
