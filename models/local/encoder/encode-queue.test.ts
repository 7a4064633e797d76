import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createEncodeQueue } from './encode-queue.js';

function createSlowEncoder() {
  const encoded: string[] = [];
  let running = 0;
  return {
    encoded,
    async encode(text: string) {
      running += 1;
      if (running > 1) throw new Error('two at a time');
      encoded.push(text);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running -= 1;
      if (text === 'bad') throw new Error('cannot encode');
      return Float32Array.of(text.length);
    },
  };
}

describe('the encode queue', () => {
  it('takes one text at a time, interactive ones first', async () => {
    const { encode, encoded } = createSlowEncoder();
    const queue = createEncodeQueue(encode);
    await Promise.all([
      queue.add('bulk 1', 'bulk'),
      queue.add('bulk 2', 'bulk'),
      queue.add('query', 'interactive'),
    ]);
    expect(encoded).toEqual(['bulk 1', 'query', 'bulk 2']);
  });

  it('encodes a text once for all who wait for it', async () => {
    const { encode, encoded } = createSlowEncoder();
    const queue = createEncodeQueue(encode);
    const all = await Promise.all([
      queue.add('first', 'bulk'),
      queue.add('same', 'interactive'),
      queue.add('same', 'interactive'),
      queue.add('same', 'bulk'),
      queue.add('first', 'interactive'),
    ]);
    expect(all.map((vector) => vector[0])).toEqual([5, 4, 4, 4, 5]);
    expect(encoded).toEqual(['first', 'same']);
  });

  it('fails one text without the others', async () => {
    const { encode } = createSlowEncoder();
    const queue = createEncodeQueue(encode);
    const [bad, good] = await Promise.allSettled([queue.add('bad', 'bulk'), queue.add('good', 'bulk')]);
    expect(bad).toMatchObject({ status: 'rejected', reason: new Error('cannot encode') });
    expect(good.status).toBe('fulfilled');
  });

  it('does not encode what nobody waits for any more, and leaves no listener behind', async () => {
    const { encode, encoded } = createSlowEncoder();
    const queue = createEncodeQueue(encode);
    const controller = new AbortController();
    const first = queue.add('running', 'bulk', controller.signal);
    const left = queue.add('left', 'bulk', controller.signal);
    const shared = queue.add('shared', 'bulk', controller.signal);
    const waiting = queue.add('shared', 'bulk');
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    await expect(left).rejects.toThrow('enough');
    await expect(shared).rejects.toThrow('enough');
    await expect(waiting).resolves.toHaveLength(1);
    await expect(queue.add('later', 'bulk', controller.signal)).rejects.toThrow('enough');
    expect(encoded).toEqual(['running', 'shared']);
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0);
  });
});
