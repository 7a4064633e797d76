import { describe, expect, it } from 'vitest';
import { createTurns } from './turns.js';

describe('turns', () => {
  it('go to one at a time, in the order of asking', async () => {
    const turns = createTurns();
    const order: string[] = [];
    let holders = 0;
    const visit = async (name: string) => {
      const end = await turns.wait().turn;
      holders += 1;
      expect(holders).toBe(1);
      order.push(name);
      await new Promise((resolve) => setTimeout(resolve, 1));
      holders -= 1;
      end?.();
    };
    await Promise.all(['a', 'b', 'c', 'd'].map(visit));
    expect(order).toEqual(['a', 'b', 'c', 'd']);
  });

  it('can be given up while waiting, and the next in line gets it', async () => {
    const turns = createTurns();
    const first = await turns.wait().turn;
    const second = turns.wait();
    const third = turns.wait();
    second.giveUp();
    expect(await second.turn).toBeUndefined();
    first?.();
    expect(await third.turn).toBeTypeOf('function');
  });

  it('end once, even when ended twice', async () => {
    const turns = createTurns();
    const first = await turns.wait().turn;
    const second = turns.wait();
    const third = turns.wait();
    let thirdHasIt = false;
    void third.turn.then(() => {
      thirdHasIt = true;
    });
    first?.();
    first?.();
    await second.turn;
    await new Promise((resolve) => setImmediate(resolve));
    expect(thirdHasIt).toBe(false);
  });

  it('cannot be given up once they were taken', async () => {
    const turns = createTurns();
    const place = turns.wait();
    const end = await place.turn;
    place.giveUp();
    const next = turns.wait();
    end?.();
    expect(await next.turn).toBeTypeOf('function');
  });
});
