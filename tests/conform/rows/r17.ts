import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { type Customer, openCustomer } from '../harness/customer.js';
import { driveLoad, type LoadReport } from '../harness/load-driver.js';
import { postMessage } from '../harness/turn-client.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const STALL_MILLISECONDS = 30_000;
/** The clock that finds a reader stalled, and the socket's own end. */
const SLACK_MILLISECONDS = 5_000;
const LONG = 'A long answer that nobody reads, word for word. '.repeat(1_300);
const MEGABYTE = 1_048_576;

/** Readers who open a turn and then take nothing, while its words flow and other customers ask. */
export const row: ConformanceRow = {
  id: 'R17',
  promise: 'a reader who does not read costs a bounded memory and nobody else time, and is hung up on',
  async run(context) {
    const world = await openBedrockWorld(
      context,
      ['order-management', 'supervisor'],
      (request) => {
        if (agentOf(request) === undefined) return { say: 'unused' };
        const long = JSON.stringify(request.body.messages).includes('at length');
        return long ? { say: LONG, pieceDelayMs: 1 } : { say: 'Your parcel is on its way.', delayMs: 20 };
      },
      { settings: { RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' } },
    );
    const { supervisor } = world;
    const pid = world.services.supervisor?.pid ?? 0;
    const readers = context.pick(50, 15);
    const seconds = context.pick(10, 5);
    const others = await Promise.all(Array.from({ length: 12 }, () => openCustomer(supervisor)));
    await load(others, supervisor, 3);
    const alone = await load(others, supervisor, seconds);
    const before = await residentBytes(pid);
    const startedAt = performance.now();
    const slow = await Promise.all(Array.from({ length: readers }, () => openSlow(supervisor)));
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    const among = await load(others, supervisor, seconds);
    const held = (await residentBytes(pid)) - before;
    context.say(
      `${readers} readers hold ${Math.round(held / MEGABYTE)} MB; p99 ${alone.p99} ms alone, ${among.p99} ms among them`,
    );
    await Promise.all(slow.map(({ closed }) => closed));
    const closedMs = performance.now() - startedAt;
    for (const { socket } of slow) socket.destroy();
    const failed = [alone, among]
      .flatMap(({ samples }) => samples)
      .filter(({ kind }) => kind !== 'ok').length;
    return [
      atMost('memory a reader (MB)', held / readers / MEGABYTE, 2),
      atMost('p99 of the others (ms)', among.p99, Math.max(alone.p99 * 1.2, alone.p99 + 15)),
      exactly('turns of the others that failed', failed, 0),
      atMost(
        'the last of them was hung up on after (ms)',
        closedMs,
        STALL_MILLISECONDS + 8_000 + SLACK_MILLISECONDS,
      ),
    ];
  },
};

function load(customers: readonly Customer[], supervisor: string, seconds: number): Promise<LoadReport> {
  const free = [...customers];
  return driveLoad({
    rate: 4,
    seconds,
    async send() {
      const customer = free.pop();
      if (customer === undefined) return { kind: 'too many at once' };
      const response = await postMessage(customer, { supervisor, text: 'Where is my order SB-100003?' });
      const text = await response.text();
      free.push(customer);
      return { kind: text.includes('event: turn-end') ? 'ok' : `status ${response.status}` };
    },
  });
}

/** A connection that sends its request and then takes nothing from its socket; it is watched for its end. */
async function openSlow(supervisor: string): Promise<{ socket: Socket; closed: Promise<void> }> {
  const customer = await openCustomer(supervisor);
  const { hostname, port } = new URL(supervisor);
  const body = JSON.stringify({ text: 'Where is my order SB-100003? Tell me at length.' });
  const headers = { ...customer.headers, accept: 'text/event-stream', host: hostname };
  const head = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)) })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  const socket = connect(Number(port), hostname);
  socket.pause();
  const closed = new Promise<void>((resolve) => {
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
  });
  socket.write(`POST /v1/sessions/${customer.sessionId}/messages HTTP/1.1\r\n${head}\r\n${body}`);
  // A paused socket does not hear of its end by itself: a byte now and then does.
  const probe = setInterval(() => socket.write('\r\n'), 500);
  void closed.finally(() => clearInterval(probe));
  return { socket, closed };
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1_024;
}
