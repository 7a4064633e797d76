const MEBIBYTE = 1_048_576;

interface FixedRequest {
  path: string;
  init: RequestInit & { duplex?: 'half' };
}

/** The cases that every service meets sooner or later, posted to a route with a body. */
export function fixedHostileRequests(token: string): FixedRequest[] {
  const json = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const bodies: NonNullable<RequestInit['body']>[] = [
    '',
    '{',
    'null',
    '{"text":',
    '{"text":1}',
    '{"text":"\\u0000"}',
    '{"text":"\\ud800"}',
    '{"__proto__":{"text":"a"}}',
    '{"constructor":{"prototype":{"text":"a"}}}',
    new Uint8Array([0x7b, 0x22, 0x74, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    nested(20_000),
    nested(200_000),
    'x'.repeat(5 * MEBIBYTE),
  ];
  const paths = [
    '/v1/sessions',
    '/v1/sessions/a/messages',
    '/v1/respond',
    '/v1/events',
    '/v1/sessions/%00/messages',
  ];
  return paths.flatMap((path) => [
    ...bodies.map((body) => ({ path, init: { headers: json, body } })),
    { path, init: { headers: { authorization: json.authorization }, body: '{"text":"a"}' } },
    { path, init: { headers: json, body: chunked(5 * MEBIBYTE), duplex: 'half' as const } },
  ]);
}

function nested(depth: number): string {
  return `{"text":${'['.repeat(depth)}${']'.repeat(depth)}}`;
}

/** A body without a length, in pieces. */
function chunked(size: number): ReadableStream<Uint8Array> {
  let left = size;
  return new ReadableStream({
    pull(controller) {
      if (left <= 0) return controller.close();
      controller.enqueue(new Uint8Array(65_536).fill(97));
      left -= 65_536;
    },
  });
}
