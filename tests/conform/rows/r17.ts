import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { sleep } from '../../../platform/resilience/sleep.js';
import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { type Customer, openCustomer } from '../harness/customer.js';
import { driveLoad, type LoadReport } from '../harness/load-driver.js';
import { postMessage, rejoinTurn } from '../harness/turn-client.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const STALL_MILLISECONDS = 30_000;
/** The clock that finds a reader stalled, and the socket's own end. */
const SLACK_MILLISECONDS = 5_000;
const MEGABYTE = 1_048_576;
/** As /proc/net/tcp has it. */
const ESTABLISHED = '01';
/** A token of a model every tenth of a second, for longer than the readers are watched. */
const FLOWING = { say: 'Day by day it went on. '.repeat(100), pieceDelayMs: 100 };
const LONG = { say: 'A long answer that nobody reads, word for word. '.repeat(1_300) };
/** So many copies of the long answer are asked for ahead, as long as the kernel's buffers take more (4 MB on some hosts). */
const AHEAD = 4;

/**
 * Readers who take nothing from their sockets. First they open turns whose words flow while other customers ask; the kernel
 * takes those words for them. Then they ask, without a pause, for a long answer again and again, until nothing more fits.
 */
export const row: ConformanceRow = {
  id: 'R17',
  promise: 'a reader who does not read costs a bounded memory and nobody else time, and is hung up on',
  async run(context) {
    const world = await openBedrockWorld(
      context,
      ['order-management', 'supervisor'],
      (request) => {
        if (agentOf(request) === undefined) return { say: 'unused' };
        const asked = JSON.stringify(request.body.messages);
        if (asked.includes('day by day')) return FLOWING;
        return asked.includes('full story') ? LONG : { say: 'Your parcel is on its way.', delayMs: 20 };
      },
      { settings: { RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' } },
    );
    const { supervisor } = world;
    const pid = world.services.supervisor?.pid ?? 0;
    const readers = context.pick(50, 15);
    const seconds = context.pick(25, 5);
    const others = await Promise.all(Array.from({ length: 12 }, () => openCustomer(supervisor)));
    await load(others, supervisor, 5);
    const alone = await load(others, supervisor, seconds);
    const customers = await Promise.all(Array.from({ length: readers }, () => openCustomer(supervisor)));
    const before = await residentBytes(pid);
    const flowing = customers.map((customer) => openSlow(supervisor, [toMessage(customer)]));
    await sleep(3_000);
    const among = await load(others, supervisor, seconds);
    const held = (await residentBytes(pid)) - before;
    context.say(
      `${readers} readers hold ${Math.round(held / MEGABYTE)} MB; p99 ${alone.p99} ms alone, ${among.p99} ms among them`,
    );
    for (const socket of flowing) socket.destroy();
    const stuck = await untilHungUpOn(supervisor, context.pick(50, 15), pid);
    const failed = [alone, among]
      .flatMap(({ samples }) => samples)
      .filter(({ kind }) => kind !== 'ok').length;
    return [
      atMost('memory a reader while words flow (MB)', held / readers / MEGABYTE, 2),
      atMost('p99 of the others (ms)', among.p99, Math.max(alone.p99 * 1.2, alone.p99 + 15)),
      exactly('turns of the others that failed', failed, 0),
      atMost('memory a reader for whom nothing more fits (MB)', stuck.heldMegabytes, 2),
      atMost(
        'the last of them was hung up on after (ms)',
        stuck.closedMs,
        stuck.filledMs + STALL_MILLISECONDS + SLACK_MILLISECONDS,
      ),
    ];
  },
};

/** Readers who ask for more than their buffers take: until when these filled, what is held then, and when all are closed. */
async function untilHungUpOn(supervisor: string, readers: number, pid: number) {
  const customer = await openCustomer(supervisor);
  const start = (await customer.say('Tell me the full story of my order SB-100003.'))[0];
  if (start?.type !== 'turn-start') throw new Error('the long turn did not begin');
  // What reading so many events leaves to the garbage collector is not what a reader holds.
  for (let copy = 0; copy < 20 * readers; copy++) {
    const turn = { supervisor, turnId: start.turnId, lastEventId: 0 };
    await (await rejoinTurn(customer, turn)).text();
  }
  const before = await residentBytes(pid);
  const request = toRejoin(customer, start.turnId);
  const startedAt = performance.now();
  const sockets = Array.from({ length: readers }, () => openSlow(supervisor, [request]));
  const ports = sockets.map((socket) => once(socket, 'connect').then(() => socket.localPort ?? 0));
  const open = new Set(await Promise.all(ports));
  let heldMegabytes = 0;
  let filledMs = Number.NaN;
  let received = 0;
  while (open.size > 0 && performance.now() - startedAt < 2 * STALL_MILLISECONDS + 20_000) {
    await sleep(400);
    const connections = await openConnections(Number(new URL(supervisor).port));
    for (const port of open) if (!connections.has(port)) open.delete(port);
    if (open.size < readers) continue;
    const now = [...open].reduce((sum, port) => sum + (connections.get(port) ?? 0), 0);
    if (now > received) {
      filledMs = performance.now() - startedAt;
      for (const socket of sockets) socket.write(request.repeat(AHEAD));
    }
    received = Math.max(received, now);
    heldMegabytes = ((await residentBytes(pid)) - before) / readers / MEGABYTE;
  }
  for (const socket of sockets) socket.destroy();
  const closedMs = open.size > 0 ? Number.POSITIVE_INFINITY : performance.now() - startedAt;
  return { heldMegabytes, filledMs, closedMs };
}

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

/**
 * The open connections by the port of their client, with the bytes that wait at either end. A paused socket does not hear
 * of its end by itself: the kernel knows.
 */
async function openConnections(server: number): Promise<Map<number, number>> {
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').slice(1);
  const waiting = new Map<number, number>();
  const closed = new Set<number>();
  for (const line of lines) {
    const [, local = '', remote = '', state, queues = ''] = line.trim().split(/\s+/);
    const [from, to] = [local, remote].map((end) => Number.parseInt(end.split(':')[1] ?? '', 16));
    const client = from === server ? to : from;
    if (client === undefined || (from !== server && to !== server)) continue;
    if (state !== ESTABLISHED) closed.add(client);
    const bytes = queues.split(':').map((count) => Number.parseInt(count, 16));
    waiting.set(client, (waiting.get(client) ?? 0) + (bytes[0] ?? 0) + (bytes[1] ?? 0));
  }
  return new Map([...waiting].filter(([client]) => !closed.has(client)));
}

async function residentBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) * 1_024;
}
