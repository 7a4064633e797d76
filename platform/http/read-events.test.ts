import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { collect } from '../testing/collect.js';
import { readEvents } from './read-events.js';

function responseOf(chunks: (string | Uint8Array | Error)[], onCancel: () => void = () => undefined) {
  const rest = [...chunks];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = rest.shift();
      if (next === undefined) controller.close();
      else if (next instanceof Error) controller.error(next);
      else controller.enqueue(typeof next === 'string' ? new TextEncoder().encode(next) : next);
    },
    cancel: onCancel,
  });
  return { body };
}

describe('readEvents', () => {
  it('gives events in order whatever the chunks, with names, ids and lines', async () => {
    const bytes = new TextEncoder().encode('event: a\nid: 1\ndata: "é"\n\n: ping\n\ndata: x\ndata: y\n\n');
    const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
    expect(await collect(readEvents(responseOf(single)))).toEqual([
      { event: 'a', id: '1', data: '"é"' },
      { event: 'message', id: undefined, data: 'x\ny' },
    ]);
  });

  it('drops an event that was cut short and ends', async () => {
    const events = await collect(readEvents(responseOf(['data: whole\n\n', 'data: ha'])));
    expect(events.map(({ data }) => data)).toEqual(['whole']);
    expect(await collect(readEvents({ body: null }))).toEqual([]);
  });

  it('rejects with unavailable when the connection breaks, after the events before it', async () => {
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { data } of readEvents(responseOf(['data: 1\n\n', new Error('reset')])))
        seen.push(data);
    })();
    await expect(reading).rejects.toMatchObject({ code: 'unavailable' });
    expect(seen).toEqual(['1']);
  });

  it('rejects with the reason of the signal, also while it waits, and leaves no listener', async () => {
    const controller = new AbortController();
    let cancelled = 0;
    const silent = {
      body: new ReadableStream<Uint8Array>({ cancel: () => void cancelled++ }),
    };
    const reading = collect(readEvents(silent, controller.signal));
    controller.abort(new Error('turn over'));
    await expect(reading).rejects.toThrow('turn over');
    expect(cancelled).toBe(1);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });

  it('gives nothing after an abort, even what has arrived already', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const reading = (async () => {
      for await (const { data } of readEvents(responseOf(['data: 1\n\ndata: 2\n\n']), controller.signal)) {
        seen.push(data);
        controller.abort(new Error('enough'));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
    expect(seen).toEqual(['1']);
  });

  it('closes the connection once when the loop is left early', async () => {
    let cancelled = 0;
    for await (const event of readEvents(
      responseOf(['data: 1\n\n', 'data: 2\n\n'], () => void cancelled++),
    )) {
      expect(event.data).toBe('1');
      break;
    }
    expect(cancelled).toBe(1);
  });

  it('does not buffer an endless event', async () => {
    const endless = Array.from({ length: 40 }, () => `data: ${'x'.repeat(65_536)}\n`);
    await expect(collect(readEvents(responseOf(endless)))).rejects.toThrow();
  });
});
