/** Shapes of one attention: `rows` positions of `width` numbers, split into `heads`. */
export interface AttentionShape {
  rows: number;
  width: number;
  heads: number;
}

/**
 * Scaled dot-product attention of every position over every position. A row of `joined` holds query, key and value one
 * after the other; a row of `out` the values as weighted. Vaswani et al. 2017, section 3.2.
 */
export function attend(
  joined: Float32Array,
  out: Float32Array,
  { rows, width, heads }: AttentionShape,
): void {
  const size = width / heads;
  const stride = 3 * width;
  const scale = 1 / Math.sqrt(size);
  const weights = new Float32Array(rows);
  for (let head = 0; head < heads; head++) {
    const queries = head * size;
    for (let row = 0; row < rows; row++) {
      for (let other = 0; other < rows; other++) {
        weights[other] = scale * dot(joined, row * stride + queries, other * stride + width + queries, size);
      }
      softmax(weights);
      const target = out.subarray(row * width + queries, row * width + queries + size).fill(0);
      for (let other = 0; other < rows; other++) {
        addScaled(target, joined, other * stride + 2 * width + queries, weights[other] ?? 0);
      }
    }
  }
}

/** Four sums at once, which do not wait for each other; `length` is a multiple of four. */
function dot(values: Float32Array, left: number, right: number, length: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let index = 0; index < length; index += 4) {
    const from = left + index;
    const to = right + index;
    first += (values[from] ?? 0) * (values[to] ?? 0);
    second += (values[from + 1] ?? 0) * (values[to + 1] ?? 0);
    third += (values[from + 2] ?? 0) * (values[to + 2] ?? 0);
    fourth += (values[from + 3] ?? 0) * (values[to + 3] ?? 0);
  }
  return first + second + (third + fourth);
}

function addScaled(target: Float32Array, values: Float32Array, start: number, factor: number): void {
  for (let index = 0; index < target.length; index++) {
    target[index] = (target[index] ?? 0) + factor * (values[start + index] ?? 0);
  }
}

function softmax(values: Float32Array): void {
  let top = Number.NEGATIVE_INFINITY;
  for (const value of values) top = Math.max(top, value);
  let sum = 0;
  for (let index = 0; index < values.length; index++) {
    const exponential = Math.exp((values[index] ?? 0) - top);
    values[index] = exponential;
    sum += exponential;
  }
  for (let index = 0; index < values.length; index++) values[index] = (values[index] ?? 0) / sum;
}
