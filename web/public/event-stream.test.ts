import { describe, expect, it } from 'vitest';
import { createEventParser, readEventStream } from './event-stream.js';

describe('createEventParser', () => {
  it('gives an event once its blank line has come, wherever the text was cut', () => {
    const stream = 'event: text-delta\nid: 7\ndata: {"a":1}\n\n: heartbeat\n\ndata: two\ndata: lines\n\n';
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const parse = createEventParser();
      const events = [...parse(stream.slice(0, cut)), ...parse(stream.slice(cut))];
      expect(events).toEqual([
        { event: 'text-delta', data: '{"a":1}', id: '7' },
        { event: 'message', data: 'two\nlines', id: '7' },
      ]);
    }
  });

  it.each(['\n', '\r', '\r\n'])('takes %j as the end of a line, cut anywhere', (end) => {
    const stream = ['event: a', 'data: 1', '', 'data: 2', '', ''].join(end);
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const parse = createEventParser();
      // A lone "\r" may only be known for a line end once the next line has begun.
      const events = [...parse(stream.slice(0, cut)), ...parse(stream.slice(cut)), ...parse(end)];
      expect(events.map(({ event, data }) => [event, data])).toEqual([
        ['a', '1'],
        ['message', '2'],
      ]);
    }
  });

  it('removes one space after the colon and no more, and reads a field without a colon', () => {
    expect(createEventParser()('data:  padded\ndata\n\n')).toEqual([
      { event: 'message', data: ' padded\n', id: '' },
    ]);
  });

  it('keeps an event that was never ended to itself', () => {
    expect(createEventParser()('data: half\n')).toEqual([]);
  });
});

describe('readEventStream', () => {
  it('puts a character together that was cut between two chunks', async () => {
    const bytes = new TextEncoder().encode('data: café ☕\n\n');
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const data = [];
    for await (const event of readEventStream(new Response(body))) data.push(event.data);
    expect(data).toEqual(['café ☕']);
  });

  it('lets go of the response when the loop is left', async () => {
    let cancelled = false;
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode('data: 1\n\n')),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const event of readEventStream(new Response(body))) {
      expect(event.data).toBe('1');
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(cancelled).toBe(true);
  });

  it('gives nothing for a response without a body', async () => {
    for await (const event of readEventStream(new Response(null))) expect.unreachable(event.data);
  });
});
