import fc from 'fast-check';
import { signCustomerToken } from '../../../platform/auth/customer-token.js';
import { signSessionToken } from '../../../platform/auth/session-token.js';
import { PROCESS_SECRET, startProcesses } from '../../helpers/processes.js';
import { fixedHostileRequests } from '../harness/fixed-hostile-requests.js';
import { hostileRequests } from '../harness/hostile-requests.js';
import { inspectAnswer } from '../harness/inspect-answer.js';
import { usePostgres } from '../harness/postgres.js';
import { rawRequest } from '../harness/raw-request.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

const GARBAGE = [
  'GET / HTTP/9.9\r\n\r\n',
  '\x00\x01\x02\x03\r\n\r\n',
  'POST /v1/sessions HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nhello',
  'POST /v1/sessions HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-length: 5\r\n\r\nzz\r\n',
  `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nhost: a\r\n\r\n`,
  'GET http://[::1 HTTP/1.1\r\nhost: a\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
];

/** The supervisor and an agent, each a process over real HTTP, with valid tokens in most of the requests. */
export const row: ConformanceRow = {
  id: 'H01',
  promise: 'hostile HTTP never makes a server error',
  async run(context) {
    const { url } = await usePostgres(context);
    const world = await startProcesses(['order-management', 'supervisor'], { DATABASE_URL: url });
    context.defer(() => world.close());
    const expiresInSeconds = 900;
    const identity = { level: 'verified', customerId: 'C1001' } as const;
    const customer = await signCustomerToken(PROCESS_SECRET, { ...identity, expiresInSeconds });
    const grant = { identity, sessionId: 's1', turnId: 't1', audience: 'order-management', expiresInSeconds };
    const agent = await signSessionToken(PROCESS_SECRET, grant);
    const violations: string[] = [];
    const statuses = new Map<number, number>();
    const send = async (base: string, method: string, path: string, init: RequestInit) => {
      const response = await fetch(`${base}${path}`, { ...init, method, signal: abortAfter(30_000) }).catch(
        (error: unknown) => error,
      );
      if (!(response instanceof Response)) {
        violations.push(`${method} ${path.slice(0, 120)}: no answer (${causeOf(response)})`);
        return;
      }
      const text = await response.text();
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      const wrong = inspectAnswer(method, response, text);
      if (wrong !== undefined) violations.push(`${method} ${path.slice(0, 120)}: ${wrong}`);
    };
    for (const [name, token] of [
      ['supervisor', customer],
      ['order-management', agent],
    ] as const) {
      const service = world.services[name];
      if (service === undefined) throw new Error(`no ${name}`);
      const document = (await (await fetch(`${service.url}/openapi.json`)).json()) as { paths: object };
      const requests = hostileRequests(Object.keys(document.paths), [token]);
      const count = context.pick(5_000, 250);
      const sample = fc.sample(requests, { numRuns: count, seed: 20_261_122 });
      await inParallel(8, sample, async ({ method, path, headers, body }) => {
        const bodiless = method === 'GET' || method === 'HEAD';
        await send(service.url, method, path, { headers, ...(bodiless ? {} : { body: body ?? null }) });
      });
      for (const { path, init } of fixedHostileRequests(token)) await send(service.url, 'POST', path, init);
      for (const bytes of GARBAGE) {
        const answer = await rawRequest(service.url, bytes);
        if (!/^HTTP\/1\.1 4\d\d /.test(answer)) violations.push(`garbage: ${answer.slice(0, 100)}`);
      }
    }
    for (const violation of violations.slice(0, 20)) context.say(violation);
    const alive = Object.values(world.services).filter(({ pid }) => process.kill(pid, 0)).length;
    const spread = [200, 400, 401, 404, 405, 413, 415].filter((status) => statuses.has(status)).length;
    return [
      exactly('requests with a server error, no problem, or insides', violations.length, 0),
      exactly('services still in their first process', alive, 2),
      // The requests must have got everywhere, or this shows nothing.
      atLeast('kinds of status seen, of 7', spread, 7),
    ];
  },
};

async function inParallel<T>(
  workers: number,
  items: readonly T[],
  run: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: workers }, async () => {
      for (const item of queue) await run(item);
    }),
  );
}

function causeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  return cause instanceof Error ? cause.message : String(cause);
}

/** A plain timer: the row measures the answer, this only keeps a hung one from hanging the row. */
function abortAfter(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds).unref();
  return controller.signal;
}
