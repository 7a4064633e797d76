import { connect, type Socket } from 'node:net';
import { sleep } from '../../../platform/resilience/sleep.js';
import { startProcesses } from '../../helpers/processes.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const HEADERS_LIMIT_MS = 5_000;
const REQUEST_LIMIT_MS = 15_000;
const SLACK_MS = 600;
const APART_MS = 12;
const HEAD = 'POST /v1/sessions HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n';

/** Connections that never finish a request, while others ask as usual. */
export const row: ConformanceRow = {
  id: 'H02',
  promise: 'slow senders are closed in time and slow nobody down',
  async run(context) {
    const world = await startProcesses(['supervisor']);
    context.defer(() => world.close());
    const url = world.services.supervisor?.url ?? '';
    const count = context.pick(200, 50);
    await latencies(url, 50);
    const alone = percentile99(await latencies(url, 300));
    const dripping = Array.from({ length: count }, () => [
      drip(url, `${HEAD}x-slow: `, 'a', HEADERS_LIMIT_MS),
      drip(url, `${HEAD}content-length: 60000\r\n\r\n{"text":"`, 'a', REQUEST_LIMIT_MS),
    ]).flat();
    const among = percentile99(await latencies(url, 300));
    const late = await Promise.all(dripping);
    return [
      atMost(`latest close of ${count} half-open headers, ms over the limit`, largest(late, 0), SLACK_MS),
      atMost(`latest close of ${count} dripping bodies, ms over the limit`, largest(late, 1), SLACK_MS),
      atMost('p99 of others among them, ms', among, Math.max(1.5 * alone, alone + 15)),
      exactly('status afterwards', (await fetch(`${url}/readyz`)).status, 200),
    ];
  },
};

/** Sends a byte each second; how many milliseconds after the limit the server closed. */
function drip(url: string, head: string, byte: string, limitMs: number): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const socket: Socket = connect(Number(port), hostname, () => socket.write(head));
    const timer = setInterval(() => socket.write(byte), 1_000);
    const end = () => {
      clearInterval(timer);
      socket.destroy();
      resolve(performance.now() - startedAt - limitMs);
    };
    socket.on('data', () => {});
    socket.once('end', end);
    socket.once('error', end);
    socket.setTimeout(limitMs * 3, end);
  });
}

/** One request after the other, spread over the time that most of the slow ones last. */
async function latencies(url: string, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await sleep(APART_MS);
    const startedAt = performance.now();
    await (await fetch(`${url}/readyz`)).text();
    taken.push(performance.now() - startedAt);
  }
  return taken;
}

function percentile99(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;
}

function largest(values: readonly number[], kind: 0 | 1): number {
  return Math.max(...values.filter((_, index) => index % 2 === kind));
}
