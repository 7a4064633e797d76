import fc from 'fast-check';

/** One request as somebody might send it who means no good, or whose program is broken. */
export interface HostileRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array | undefined;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const headerText = fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, '').trim());
const segment = fc.oneof(
  fc.constantFrom(
    'a',
    '..',
    '%00',
    '%F0%9F%92%A9',
    '%ff',
    '__proto__',
    "'; drop table orders; --",
    'SB-100001',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const field = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.constantFrom(null, true, 0, -1, 1e308, [], {}, '\u0000', '\ud800', 'x'.repeat(9_000)),
);
const fields = fc.dictionary(
  fc.constantFrom(
    'text',
    'decision',
    'customerId',
    'kind',
    'productId',
    'code',
    'locale',
    '__proto__',
    'request',
  ),
  field,
  { maxKeys: 4 },
);
const body = fc.oneof(
  { weight: 4, arbitrary: fields.map((value) => bytes(JSON.stringify(value))) },
  { weight: 2, arbitrary: fc.json().map(bytes) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  fc
    .constantFrom(
      '',
      '{',
      '[]',
      'null',
      '0',
      '""',
      '{"text":"a","text":1}',
      '{"text":"\\ud800"}',
      '﻿{"text":"a"}',
    )
    .map(bytes),
);

/** Seeded requests: the paths are a service's own, filled with anything, and anything else; `tokens` are valid ones. */
export function hostileRequests(
  paths: readonly string[],
  tokens: readonly string[],
): fc.Arbitrary<HostileRequest> {
  const own = fc
    .tuple(fc.constantFrom(...paths), fc.array(segment, { minLength: 2, maxLength: 2 }))
    .map(([path, fills]) =>
      fills.reduce((filled, fill) => filled.replace(/\{\w+\}/, encodeURIComponent(wellFormed(fill))), path),
    );
  const headers = fc.record({
    'content-type': fc.oneof(
      { weight: 6, arbitrary: fc.constant('application/json') },
      fc.constantFrom('application/json; charset=utf-16', 'text/plain', 'multipart/form-data', ''),
      headerText,
    ),
    authorization: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...tokens.map((token) => `Bearer ${token}`)) },
      headerText,
      fc.constantFrom('', 'Bearer', 'Bearer a.b.c', 'Basic YTpi'),
    ),
    accept: fc.oneof(fc.constantFrom('application/json', 'text/event-stream', '*/*'), headerText),
    traceparent: headerText,
    'idempotency-key': fc.oneof(fc.uuid(), headerText),
    'last-event-id': fc.oneof(fc.nat().map(String), headerText),
    cookie: headerText,
  });
  return fc.record({
    method: fc.oneof(
      { weight: 3, arbitrary: fc.constant('POST') },
      fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'PROPFIND'),
    ),
    path: fc.oneof(
      { weight: 4, arbitrary: own },
      fc.webPath().map((path) => (path === '' ? '/' : path)),
    ),
    headers,
    body,
  });
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}
