import { afterEach, describe, expect, it } from 'vitest';
import { createEncoderThread, type EncoderThread } from './encoder-thread.js';

/** A worker that answers a text with its length, fails on `bad`, and dies on `die` and `exit`. */
const SCRIPT = new URL(
  `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ id, text }) => {
      if (text === 'die') throw new Error('out of memory');
      if (text === 'exit') process.exit(3);
      if (text === 'wait') return;
      parentPort.postMessage(text === 'bad' ? { id, error: 'no' } : { id, vector: Float32Array.of(text.length) });
    });
  `)}`,
);

let thread: EncoderThread;
afterEach(() => thread.close());

describe('the encoder thread', () => {
  it('answers each text with its own vector', async () => {
    thread = createEncoderThread(SCRIPT);
    const vectors = await Promise.all(['a', 'abc', 'ab'].map((text) => thread.encode(text)));
    expect(vectors.map((vector) => vector[0])).toEqual([1, 3, 2]);
  });

  it('fails a text that the encoder fails on, and goes on', async () => {
    thread = createEncoderThread(SCRIPT);
    await expect(thread.encode('bad')).rejects.toMatchObject({ code: 'internal' });
    await expect(thread.encode('good')).resolves.toHaveLength(1);
  });

  it.each(['die', 'exit'])(
    'fails what it was working on when the thread dies, and starts another: %s',
    async (how) => {
      thread = createEncoderThread(SCRIPT);
      const lost = [thread.encode('wait'), thread.encode(how)];
      const results = await Promise.allSettled(lost);
      expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
      expect(results[0]).toMatchObject({ reason: { code: 'unavailable' } });
      await expect(thread.encode('back again')).resolves.toHaveLength(1);
    },
  );

  it('gives up what waits when it is closed, and takes no more', async () => {
    thread = createEncoderThread(SCRIPT);
    const waiting = expect(thread.encode('wait')).rejects.toMatchObject({ code: 'unavailable' });
    await thread.close();
    await waiting;
    await expect(thread.encode('late')).rejects.toMatchObject({ code: 'unavailable' });
  });
});
