import { createMatrixKernel, type MultiplyMatrices, PANEL, ROW_BLOCK } from './matrix-kernel.js';

/** Numbers in the kernel's memory, and where they are. */
export interface Block {
  address: number;
  values: Float32Array;
}

/** A dense layer whose weights are packed the way the kernel reads them. */
export interface Dense {
  weights: Block;
  bias: Float32Array;
  inputs: number;
  outputs: number;
}

/** The kernel's memory, handed out block by block and never given back. */
export interface KernelArena {
  /** Zeros; throws when the memory is used up. */
  allocate(length: number): Block;
  /** Weights line by line, one line an input; they are copied. */
  pack(weights: Float32Array, bias: Float32Array): Dense;
  /** Other weights for a layer of the same shape, in the same place. */
  repack(layer: Dense, weights: Float32Array): void;
  /** `to` = `from` times the layer's weights plus its bias, for the first `rows` rows of each. */
  apply(layer: Dense, from: Block, to: Block, rows: number): void;
}

const PAGE = 65_536;

/** Takes so many bytes of address space; only what is written becomes resident. */
export function createKernelArena(bytes: number): KernelArena {
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  const multiply: MultiplyMatrices = createMatrixKernel(memory);
  let free = 0;

  function allocate(length: number): Block {
    const values = new Float32Array(memory.buffer, free, length);
    const block = { address: free, values };
    free += Math.ceil(values.byteLength / 16) * 16;
    return block;
  }

  function repack({ weights: packed, inputs, outputs }: Dense, weights: Float32Array): void {
    for (let column = 0; column < outputs; column++) {
      const panel = Math.floor(column / PANEL) * PANEL * inputs + (column % PANEL);
      for (let row = 0; row < inputs; row++) {
        packed.values[panel + row * PANEL] = weights[row * outputs + column] ?? 0;
      }
    }
  }

  return {
    allocate,
    repack,
    pack(weights, bias) {
      const outputs = bias.length;
      const layer = { weights: allocate(weights.length), bias, inputs: weights.length / outputs, outputs };
      repack(layer, weights);
      return layer;
    },
    apply({ weights, bias, inputs, outputs }, from, to, rows) {
      const padded = Math.ceil(rows / ROW_BLOCK) * ROW_BLOCK;
      multiply(from.address, weights.address, to.address, padded, inputs, outputs);
      for (let row = 0; row < rows; row++) {
        const start = row * outputs;
        for (let column = 0; column < outputs; column++) {
          to.values[start + column] = (to.values[start + column] ?? 0) + (bias[column] ?? 0);
        }
      }
    },
  };
}
