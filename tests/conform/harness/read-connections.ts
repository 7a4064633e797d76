import { readFile } from 'node:fs/promises';

/** As /proc/net/tcp has it. */
const ESTABLISHED = '01';

/**
 * The open IPv4 connections to a port of this machine by the port of their client, with the bytes that wait at either end.
 * A paused socket does not hear of its end by itself: the kernel knows.
 */
export async function readConnections(server: number): Promise<Map<number, number>> {
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
