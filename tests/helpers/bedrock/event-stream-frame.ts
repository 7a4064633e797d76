import { crc32 } from 'node:zlib';

/** A message of `application/vnd.amazon.eventstream`: an event, or an exception in mid-stream. */
export function toFrame(kind: 'event' | 'exception', type: string, payload: object): Buffer {
  const headers = Buffer.concat([
    toHeader(':message-type', kind),
    toHeader(kind === 'event' ? ':event-type' : ':exception-type', type),
    toHeader(':content-type', 'application/json'),
  ]);
  const body = Buffer.from(JSON.stringify(payload));
  const frame = Buffer.alloc(16 + headers.length + body.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(headers.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  headers.copy(frame, 12);
  body.copy(frame, 12 + headers.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, -4)), frame.length - 4);
  return frame;
}

const STRING_VALUE = 7;

function toHeader(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value));
  return Buffer.concat([
    Buffer.from([Buffer.byteLength(name)]),
    Buffer.from(name),
    Buffer.from([STRING_VALUE]),
    length,
    Buffer.from(value),
  ]);
}
