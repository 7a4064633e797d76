/** A message of the client: its type letter, or what its first words on the connection want. `bytes` is the whole of it. */
export type Frame =
  | { kind: 'message'; type: string; bytes: Buffer }
  | { kind: 'startup'; minorVersion: number }
  | { kind: 'encryption' }
  | { kind: 'cancel'; processId: number; secret: number };

/** Cuts a client's bytes into frames, however they arrive. Throws for a frame that is malformed or larger than allowed. */
export interface FrameReader {
  push(chunk: Buffer): void;
  /** The next whole frame, or nothing until more bytes come. */
  next(): Frame | undefined;
}

const CANCEL = 80_877_102;
const ENCRYPTION = new Set([80_877_103, 80_877_104]);

/** A reader for one connection. Until the startup packet was read, frames have no type byte. */
export function createFrameReader(maxFrameBytes: number): FrameReader {
  let chunks: Buffer[] = [];
  let length = 0;
  let started = false;

  /** The bytes so far as one buffer; joined only when a whole frame is there, so that large frames cost linear time. */
  const joined = () => {
    const buffer = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
    chunks = [buffer];
    return buffer;
  };
  const take = (size: number) => {
    const buffer = joined();
    chunks = size === buffer.length ? [] : [buffer.subarray(size)];
    length -= size;
    return buffer.subarray(0, size);
  };
  const frameSize = (lengthAt: number) => {
    if (length < lengthAt + 4) return undefined;
    const first = chunks[0];
    const head = first && first.length >= lengthAt + 4 ? first : joined();
    const size = lengthAt + head.readUInt32BE(lengthAt);
    if (size < lengthAt + 4 || size > maxFrameBytes) throw new Error(`a message of ${size} bytes`);
    return size <= length ? size : undefined;
  };

  return {
    push(chunk) {
      chunks.push(chunk);
      length += chunk.length;
    },
    next() {
      const size = frameSize(started ? 1 : 0);
      if (size === undefined) return undefined;
      const bytes = take(size);
      if (started) return { kind: 'message', type: String.fromCharCode(bytes[0] ?? 0), bytes };
      const frame = parseStartup(bytes);
      started = frame.kind === 'startup';
      return frame;
    },
  };
}

function parseStartup(bytes: Buffer): Frame {
  if (bytes.length < 8) throw new Error('a startup packet without a version');
  const code = bytes.readUInt32BE(4);
  if (ENCRYPTION.has(code)) return { kind: 'encryption' };
  if (code === CANCEL && bytes.length >= 16) {
    return { kind: 'cancel', processId: bytes.readUInt32BE(8), secret: bytes.readUInt32BE(12) };
  }
  if (code >>> 16 !== 3) throw new Error(`protocol version ${code >>> 16}`);
  return { kind: 'startup', minorVersion: code & 0xffff };
}
