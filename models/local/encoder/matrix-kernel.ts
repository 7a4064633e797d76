/** Multiplies into `out`: rows x inner by inner x columns. All arguments are byte addresses or counts; see `createMatrixKernel`. */
export type MultiplyMatrices = (
  left: number,
  packedRight: number,
  out: number,
  rows: number,
  inner: number,
  columns: number,
) => void;

/** Rows are multiplied four at a time: `rows` has to be a multiple, and buffers are padded to it. */
export const ROW_BLOCK = 4;
/** Columns of the right matrix lie in panels of eight: element (i, j) at panel j / 8, line i, place j % 8. */
export const PANEL = 8;

const I32 = 0x7f;
const V128 = 0x7b;
const NOTHING = 0x40;
const FLOAT_BYTES = 4;
const PANEL_BYTES = PANEL * FLOAT_BYTES;
/** How many lines of a panel one round of the innermost loop takes; `inner` has to be a multiple. */
const LINES = 4;

const param = { left: 0, right: 1, out: 2, rows: 3, inner: 4, columns: 5 };
const local = {
  columnsLeft: 6,
  rowsLeft: 7,
  innerLeft: 8,
  weights: 9,
  target: 10,
  row: 11,
  sum: 15,
  low: 23,
  high: 24,
  value: 25,
};

const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
const get = (index: number) => [0x20, index];
const set = (index: number) => [0x21, index];
const tee = (index: number) => [0x22, index];
/** Below 64, which fits one byte. */
const constant = (value: number) => [0x41, value];
/** From 64 to 8191, which takes two. */
const wideConstant = (value: number) => [0x41, (value & 0x7f) | 0x80, value >>> 7];
const add = [0x6a];
const subtract = [0x6b];
const multiply = [0x6c];
const timesFloatBytes = [...constant(2), 0x74];
const load = (offset: number) => [0xfd, 0x00, 2, ...unsigned(offset)];
const loadSplat = (offset: number) => [0xfd, 0x09, 2, ...unsigned(offset)];
const store = (offset: number) => [0xfd, 0x0b, 2, ...unsigned(offset)];
const floatsAdd = [0xfd, ...unsigned(0xe4)];
const floatsMultiply = [0xfd, ...unsigned(0xe6)];
const zeroFloats = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];

const advance = (index: number, by: readonly number[]) => [...get(index), ...by, ...add, ...set(index)];
/** Runs the body, takes `step` from the counter, and again while something is left. */
const repeat = (counter: number, step: number, body: readonly number[]) => [
  ...[0x03, NOTHING],
  ...body,
  ...[...get(counter), ...constant(step), ...subtract, ...tee(counter)],
  ...[0x0d, 0],
  0x0b,
];
const rowNumbers = [0, 1, 2, 3];
const sums = (row: number) => ({ low: local.sum + 2 * row, high: local.sum + 2 * row + 1 });

/** One line of the panel, eight weights, times one value of each of four rows. */
const line = (number: number) => [
  ...[...get(local.weights), ...load(number * PANEL_BYTES), ...set(local.low)],
  ...[...get(local.weights), ...load(number * PANEL_BYTES + 16), ...set(local.high)],
  ...rowNumbers.flatMap((row) => [
    ...[...get(local.row + row), ...loadSplat(number * FLOAT_BYTES), ...tee(local.value)],
    ...[...get(local.low), ...floatsMultiply, ...get(sums(row).low), ...floatsAdd, ...set(sums(row).low)],
    ...[...get(local.value), ...get(local.high), ...floatsMultiply],
    ...[...get(sums(row).high), ...floatsAdd, ...set(sums(row).high)],
  ]),
];

/** Four lines at once, so that the pointers move once for all of them. */
const lines = [
  ...[0, 1, 2, 3].flatMap(line),
  ...rowNumbers.flatMap((row) => advance(local.row + row, constant(LINES * FLOAT_BYTES))),
  ...advance(local.weights, wideConstant(LINES * PANEL_BYTES)),
];

const rowBytes = [...get(param.inner), ...timesFloatBytes];
const outRowBytes = [...get(param.columns), ...timesFloatBytes];

/** Four rows against one panel. The row pointers end one row further on, where the next four begin. */
const block = [
  ...rowNumbers.flatMap((row) => [
    ...zeroFloats,
    ...set(sums(row).low),
    ...zeroFloats,
    ...set(sums(row).high),
  ]),
  ...[1, 2, 3].flatMap((row) => [
    ...[...get(local.row), ...rowBytes, ...constant(row), ...multiply, ...add, ...set(local.row + row)],
  ]),
  ...[...get(param.right), ...set(local.weights), ...get(param.inner), ...set(local.innerLeft)],
  ...repeat(local.innerLeft, LINES, lines),
  ...rowNumbers.flatMap((row) => [
    ...[...get(local.target), ...get(sums(row).low), ...store(0)],
    ...[...get(local.target), ...get(sums(row).high), ...store(16)],
    ...advance(local.target, outRowBytes),
  ]),
  // The first row's pointer went on to the second row: the next block begins at the fifth.
  ...[...get(local.row + ROW_BLOCK - 1), ...set(local.row)],
];

const panel = [
  ...[...get(param.left), ...set(local.row), ...get(param.out), ...set(local.target)],
  ...[...get(param.rows), ...set(local.rowsLeft)],
  ...repeat(local.rowsLeft, ROW_BLOCK, block),
  ...advance(param.right, [...get(param.inner), ...constant(PANEL_BYTES), ...multiply]),
  ...advance(param.out, constant(PANEL_BYTES)),
];

const body = [
  ...[2, 9, I32, 11, V128],
  ...[...get(param.columns), ...set(local.columnsLeft)],
  ...repeat(local.columnsLeft, PANEL, panel),
  0x0b,
];

const text = (word: string) => [word.length, ...Buffer.from(word)];
const section = (id: number, content: readonly number[]) => [id, ...unsigned(content.length), ...content];

const MODULE = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, 6, I32, I32, I32, I32, I32, I32, 0]),
  ...section(2, [1, ...text('host'), ...text('memory'), 2, 0, 1]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...text('multiply'), 0, 0]),
  ...section(10, [1, ...unsigned(body.length), ...body]),
]);

/**
 * A matrix product of 32-bit floats in four-lane SIMD over the given memory, about ten times as fast as the same in
 * JavaScript. Written as WebAssembly instructions here, so that nothing has to be compiled or shipped beside it.
 */
export function createMatrixKernel(memory: WebAssembly.Memory): MultiplyMatrices {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { host: { memory } });
  const { multiply: run } = instance.exports;
  if (typeof run !== 'function') throw new TypeError('the matrix kernel exports no function');
  return (left, packedRight, out, rows, inner, columns) => {
    run(left, packedRight, out, rows, inner, columns);
  };
}
