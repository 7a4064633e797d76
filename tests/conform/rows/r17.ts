import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { sleep } from '../../../platform/resilience/sleep.js';
import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { type Customer, openCustomer } from '../harness/customer.js';
import { createHeapReader, type Heap } from '../harness/heap-reader.js';
import { driveLoad, type LoadReport } from '../harness/load-driver.js';
import { readConnections } from '../harness/read-connections.js';
import { postMessage, rejoinTurn } from '../harness/turn-client.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const STALL_MILLISECONDS = 30_000;
/** The clock that finds a reader stalled, and the socket's own end. */
const SLACK_MILLISECONDS = 5_000;
const MEGABYTE = 1_048_576;
const UNLIMITED = { RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' };
/** A token of a model every tenth of a second, for longer than the readers are watched. */
const FLOWING = { say: 'Day by day it went on. '.repeat(100), pieceDelayMs: 100 };
const LONG = { say: 'A long answer that nobody reads, word for word. '.repeat(1_300) };
/** So many copies of the long answer are asked for ahead, as long as the kernel's buffers take more (several MB on some hosts). */
const AHEAD = 2;
/** A reader takes nothing more when its buffers have not grown for so long. */
const FULL_AFTER_MILLISECONDS = 1_500;
/** More at once would meet the limits of the database's connections. */
const FILLED_AT_ONCE = 4;

/**
 * Readers who take nothing from their sockets. First they open turns whose words flow while other customers ask; the kernel
 * takes those words for them. Then they ask, without a pause, for a long answer again and again, until nothing more fits.
 */
export const row: ConformanceRow = {
  id: 'R17',
  promise: 'a reader who does not read costs a bounded memory and nobody else time, and is hung up on',
  async run(context) {
    const heapReader = createHeapReader();
    const world = await openBedrockWorld(
      context,
      ['order-management', 'supervisor'],
      (request) => {
        if (agentOf(request) === undefined) return { say: 'unused' };
        const asked = JSON.stringify(request.body.messages);
        if (asked.includes('day by day')) return FLOWING;
        return asked.includes('full story') ? LONG : { say: 'Your parcel is on its way.', delayMs: 20 };
      },
      { settings: { ...UNLIMITED, ...heapReader.settings }, onLine: heapReader.onLine },
    );
    const { supervisor } = world;
    const heldBytes = async () => sizeOf(await heapReader.read(world.services.supervisor));
    const readers = context.pick(50, 15);
    const seconds = context.pick(40, 10);
    const others = await Promise.all(Array.from({ length: 12 }, () => openCustomer(supervisor)));
    const customers = await Promise.all(Array.from({ length: readers }, () => openCustomer(supervisor)));
    const before = await heldBytes();
    await load(others, supervisor, 5);
    const alone = await load(others, supervisor, seconds);
    const flowing: Socket[] = [];
    for (const customer of customers) {
      flowing.push(openSlow(supervisor, [toMessage(customer)]));
      // Nobody begins in the same millisecond as all others.
      await sleep(37);
    }
    await sleep(3_000);
    const among = await load(others, supervisor, seconds);
    const held = (await heldBytes()) - before;
    context.say(
      `${readers} readers hold ${Math.round(held / MEGABYTE)} MB; p99 ${alone.p99} ms alone, ${among.p99} ms among them`,
    );
    for (const socket of flowing) socket.destroy();
    const stuck = await untilHungUpOn(supervisor, context.pick(50, 15), heldBytes);
    context.say(`stuck: ${JSON.stringify(stuck)}`);
    const failed = [alone, among]
      .flatMap(({ samples }) => samples)
      .filter(({ kind }) => kind !== 'ok').length;
    return [
      atMost('memory a reader while words flow (MB)', held / readers / MEGABYTE, 2),
      atMost('p99 of the others (ms)', among.p99, Math.max(alone.p99 * 1.2, alone.p99 + 15)),
      exactly('turns of the others that failed', failed, 0),
      atMost('memory a reader for whom nothing more fits (MB)', stuck.heldMegabytes, 2),
      atMost(
        'until they were hung up on, the last one (ms)',
        stuck.slowestMs,
        STALL_MILLISECONDS + SLACK_MILLISECONDS,
      ),
      atLeast(
        'until they were hung up on, the first one (ms)',
        stuck.fastestMs,
        STALL_MILLISECONDS - SLACK_MILLISECONDS,
      ),
    ];
  },
};

/**
 * Readers who ask for more than their buffers take: what is held when nothing more fits, and how long after that moment the
 * first and the last of them are hung up on.
 */
async function untilHungUpOn(supervisor: string, readers: number, heldBytes: () => Promise<number>) {
  const customer = await openCustomer(supervisor);
  const start = (await customer.say('Tell me the full story of my order SB-100003.'))[0];
  if (start?.type !== 'turn-start') throw new Error('the long turn did not begin');
  const turn = { supervisor, turnId: start.turnId, lastEventId: 0 };
  const answerBytes = (await (await rejoinTurn(customer, turn)).text()).length;
  const before = await heldBytes();
  const request = toRejoin(customer, start.turnId);
  const serverPort = Number(new URL(supervisor).port);
  const stuck: Stuck[] = [];
  let watched = true;
  // All of them, also those that are full while others are being filled: then the kernel makes room here and there.
  const watching = (async () => {
    while (watched) {
      const connected = stuck.filter(({ port }) => port !== 0);
      const connections = await readConnections(serverPort);
      for (const reader of connected) look(reader, connections.get(reader.port));
      await sleep(100);
    }
  })();
  const fillSome = async () => {
    while (stuck.length < readers) {
      const reader = openStuck(supervisor, request);
      stuck.push(reader);
      await fill(reader, { request, answerBytes });
    }
  };
  await Promise.all(Array.from({ length: FILLED_AT_ONCE }, fillSome));
  const held = (await heldBytes()) - before;
  const filledAt = performance.now();
  while (stuck.some(({ closedAt }) => closedAt === undefined)) {
    if (performance.now() - filledAt > 2 * STALL_MILLISECONDS + 30_000) break;
    await sleep(400);
  }
  watched = false;
  await watching;
  for (const { socket } of stuck) socket.destroy();
  const after = stuck.map(({ grownAt, closedAt = Number.POSITIVE_INFINITY }) => closedAt - grownAt);
  return {
    heldMegabytes: held / readers / MEGABYTE,
    fastestMs: Math.min(...after),
    slowestMs: Math.max(...after),
  };
}

interface Stuck {
  socket: Socket;
  port: number;
  asked: number;
  /** The most bytes that were in the kernel's buffers, those that are, and when they changed: it probes for room now and then. */
  taken: number;
  waiting: number;
  grownAt: number;
  closedAt: number | undefined;
}

function openStuck(supervisor: string, request: string): Stuck {
  const socket = openSlow(supervisor, [request]);
  return { socket, port: 0, asked: 1, taken: 0, waiting: 0, grownAt: performance.now(), closedAt: undefined };
}

function look(reader: Stuck, waiting: number | undefined): void {
  if (waiting === undefined) {
    reader.closedAt ??= performance.now();
    return;
  }
  if (waiting !== reader.waiting) reader.grownAt = performance.now();
  reader.waiting = waiting;
  reader.taken = Math.max(reader.taken, waiting);
}

/** Asks for one answer more whenever one was taken, until none is any more. */
async function fill(
  reader: Stuck,
  { request, answerBytes }: { request: string; answerBytes: number },
): Promise<void> {
  const { socket } = reader;
  if (socket.connecting) await once(socket, 'connect');
  reader.port = socket.localPort ?? 0;
  while (performance.now() - reader.grownAt < FULL_AFTER_MILLISECONDS) {
    await sleep(100);
    if (reader.closedAt !== undefined)
      throw new Error('a reader was hung up on while its buffers were filled');
    const more = AHEAD - (reader.asked - Math.floor(reader.taken / answerBytes));
    if (more > 0) socket.write(request.repeat(more));
    reader.asked += Math.max(0, more);
  }
}

function load(customers: readonly Customer[], supervisor: string, seconds: number): Promise<LoadReport> {
  const free = [...customers];
  return driveLoad({
    // Of a hundred only one would lie beyond the 99th percentile.
    rate: 5,
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

function toMessage(customer: Customer): string {
  const body = JSON.stringify({ text: 'How did my order SB-100003 go, day by day?' });
  return toRequest(`POST /v1/sessions/${customer.sessionId}/messages`, customer, body);
}

function toRejoin(customer: Customer, turnId: string): string {
  return toRequest(`GET /v1/sessions/${customer.sessionId}/turns/${turnId}/events`, customer, '');
}

function toRequest(line: string, { headers }: Customer, body: string): string {
  const all = { ...headers, accept: 'text/event-stream', host: 'localhost', 'content-length': body.length };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${head.join('')}\r\n${body}`;
}

/** A connection that sends its requests and then takes nothing from its socket. */
function openSlow(supervisor: string, requests: readonly string[]): Socket {
  const { hostname, port } = new URL(supervisor);
  const socket = connect(Number(port), hostname);
  socket.pause();
  socket.on('error', () => undefined);
  socket.write(requests.join(''));
  return socket;
}

function sizeOf({ used, external }: Heap): number {
  return used + external;
}
