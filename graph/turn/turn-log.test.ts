import { describe, expect, it } from 'vitest';
import { createTurnLog, type TurnLog } from './turn-log.js';

const delta = (text: string) => ({ type: 'text-delta', requestId: 'r1', text }) as const;

async function collect(log: TurnLog, after = 0, signal = new AbortController().signal): Promise<string[]> {
  const seen: string[] = [];
  for await (const { id, event } of log.read(after, signal)) {
    seen.push(`${id}:${event.type === 'text-delta' ? event.text : event.type}`);
  }
  return seen;
}

describe('a turn log', () => {
  it('gives a reader what was there before it came and what comes after, once each and in order', async () => {
    const log = createTurnLog();
    log.append(delta('a'));
    const reading = collect(log);
    await Promise.resolve();
    log.append(delta('b'));
    log.append(delta('c'));
    log.close();
    expect(await reading).toEqual(['1:a', '2:b', '3:c']);
  });

  it('lets a reader rejoin behind the last event it saw', async () => {
    const log = createTurnLog();
    for (const text of ['a', 'b', 'c']) log.append(delta(text));
    log.close();
    expect(await collect(log, 2)).toEqual(['3:c']);
  });

  it('ends a waiting reader when its signal aborts, and leaves the others alone', async () => {
    const log = createTurnLog();
    const leaving = new AbortController();
    const gone = collect(log, 0, leaving.signal);
    const staying = collect(log);
    await Promise.resolve();
    leaving.abort();
    expect(await gone).toEqual([]);
    log.append(delta('a'));
    log.close();
    expect(await staying).toEqual(['1:a']);
  });

  it('refuses an event after its end', () => {
    const log = createTurnLog();
    log.close();
    expect(() => log.append(delta('late'))).toThrow(/closed/);
  });
});
