import { describe, expect, it } from 'vitest';
import { createTurnLog, type TurnLog } from './turn-log.js';

const delta = (text: string) => ({ type: 'text-delta', requestId: `of-${text}`, text }) as const;
const more = (text: string) => ({ type: 'text-delta', requestId: 'r1', text }) as const;

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

  it('lets words that nobody has read grow into one event, and never changes one that was read or sealed', async () => {
    const log = createTurnLog();
    for (const text of ['a', 'b']) log.append(more(text));
    const reader = log.read(0, new AbortController().signal);
    expect((await reader.next()).value).toEqual({ id: 1, event: more('ab') });
    for (const text of ['c', 'd']) log.append(more(text));
    expect(log.seal(1)).toEqual([{ id: 2, event: more('cd') }]);
    log.append(more('e'));
    log.append(more('x'.repeat(5_000)));
    expect(log.events().map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it('goes on behind the events of another replica, with a gap between', async () => {
    const log = createTurnLog([{ id: 1, event: more('a') }], 1_000);
    log.append(more('b'));
    log.close();
    expect(await collect(log)).toEqual(['1:a', '1000:b']);
    expect(await collect(log, 7)).toEqual(['1000:b']);
    expect(log.nextId()).toBe(1_001);
  });

  it('refuses an event after its end', () => {
    const log = createTurnLog();
    log.close();
    expect(() => log.append(delta('late'))).toThrow(/closed/);
  });
});
