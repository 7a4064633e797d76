import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../contract/problem.js';
import { createTestService } from '../testing/test-service.js';

const header = fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, '').trim());
const path = fc.oneof(
  fc.constantFrom(
    '/v1/notes/a',
    '/v1/notes/',
    '/v1/notes/a/b',
    '/health',
    '/metrics',
    '/docs/x',
    '/openapi.json/',
    '//',
  ),
  fc.webPath(),
  fc.string({ unit: 'binary', maxLength: 80 }).map((text) => `/v1/notes/${encodeURIComponent(text)}`),
);
const body = fc.oneof(
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 300 }),
  fc
    .record({ text: fc.string({ unit: 'binary', maxLength: 200 }) })
    .map((note) => new TextEncoder().encode(JSON.stringify(note))),
  fc
    .constantFrom(
      '{"__proto__":{"text":"a"}}',
      '{"text":"\\ud800"}',
      '{"text":"a","text":1}',
      '[]',
      'null',
      '0',
      '""',
    )
    .map((text) => new TextEncoder().encode(text)),
);
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'),
  path,
  query: fc.option(fc.webQueryParameters(), { nil: '' }),
  contentType: fc.oneof(
    fc.constantFrom(
      'application/json',
      'application/json; charset=utf-8',
      'text/plain',
      'multipart/form-data',
      '',
    ),
    header,
  ),
  authorization: header,
  traceparent: header,
  requestId: header,
  body,
});

describe('whatever is sent', () => {
  it('is answered without a server error, and every error is a problem with the trace id', async () => {
    const { app } = createTestService();
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(request, async (sent) => {
        const bodiless = sent.method === 'GET' || sent.method === 'HEAD';
        const response = await app.request(`${sent.path}?${sent.query}`, {
          method: sent.method,
          headers: {
            'content-type': sent.contentType,
            authorization: sent.authorization,
            traceparent: sent.traceparent,
            'x-request-id': sent.requestId,
          },
          ...(bodiless ? {} : { body: sent.body }),
        });
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
        expect(response.status).toBeLessThan(500);
        expect(response.headers.get('traceparent')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
        if (response.status < 400) return;
        expect(response.headers.get('content-type')).toBe('application/problem+json');
        if (sent.method === 'HEAD') return;
        const problem = Problem.parse(await response.json());
        expect(problem.instance).toBe(response.headers.get('traceparent')?.split('-')[1]);
      }),
      { numRuns: 1_500, seed: 20_261_122 },
    );
    // The requests must have got everywhere, or this shows nothing.
    for (const status of [200, 400, 404, 405, 415])
      expect([status, statuses.get(status) ?? 0]).not.toEqual([status, 0]);
  });
});
