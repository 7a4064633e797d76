import { describe, expect, it } from 'vitest';
import { createKernelArena } from './kernel-arena.js';

/** Numbers between -1 and 1 that look random and are the same every time. */
const numbers = (length: number, seed: number) =>
  Float32Array.from({ length }, (_, index) => Math.sin((index + 1) * (seed + 12.9898)) % 1);

function multiplyPlainly(
  left: Float32Array,
  right: Float32Array,
  bias: Float32Array,
  rows: number,
): number[] {
  const outputs = bias.length;
  const inputs = right.length / outputs;
  return Array.from({ length: rows * outputs }, (_, place) => {
    const row = Math.floor(place / outputs);
    const column = place % outputs;
    let sum = bias[column] ?? 0;
    for (let index = 0; index < inputs; index++) {
      sum += (left[row * inputs + index] ?? 0) * (right[index * outputs + column] ?? 0);
    }
    return sum;
  });
}

describe('the matrix kernel', () => {
  it.each([
    { rows: 1, inputs: 4, outputs: 8 },
    { rows: 4, inputs: 64, outputs: 24 },
    { rows: 5, inputs: 256, outputs: 512 },
    { rows: 11, inputs: 512, outputs: 40 },
  ])('multiplies and adds the bias: $rows x $inputs by $outputs', ({ rows, inputs, outputs }) => {
    const arena = createKernelArena(4_000_000);
    const [left, right, bias] = [
      numbers(rows * inputs, 1),
      numbers(inputs * outputs, 2),
      numbers(outputs, 3),
    ];
    const padded = Math.ceil(rows / 4) * 4;
    const from = arena.allocate(padded * inputs);
    const to = arena.allocate(padded * outputs);
    const after = arena.allocate(8);
    from.values.set(left);
    after.values.fill(7);
    arena.apply(arena.pack(right, bias), from, to, rows);
    const expected = multiplyPlainly(left, right, bias, rows);
    const worst = expected.reduce(
      (top, value, place) => Math.max(top, Math.abs(value - (to.values[place] ?? 0))),
      0,
    );
    expect(worst).toBeLessThan(1e-4);
    expect([...after.values]).toEqual(new Array(8).fill(7));
  });

  it('refuses more than its memory holds', () => {
    const arena = createKernelArena(65_536);
    expect(() => arena.allocate(100_000)).toThrow(RangeError);
  });
});
