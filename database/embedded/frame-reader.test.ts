import { describe, expect, it } from 'vitest';
import { createFrameReader, type Frame } from './frame-reader.js';
import { buildMessage, buildQuery } from './wire-messages.js';

const startup = (code: number, rest: Buffer = Buffer.alloc(0)) => {
  const packet = Buffer.alloc(8);
  packet.writeUInt32BE(8 + rest.length, 0);
  packet.writeUInt32BE(code, 4);
  return Buffer.concat([packet, rest]);
};
const VERSION_3 = 196_608;

function readAll(chunks: readonly Buffer[], maxFrameBytes = 1_000): Frame[] {
  const reader = createFrameReader(maxFrameBytes);
  const frames: Frame[] = [];
  for (const chunk of chunks) {
    reader.push(chunk);
    for (let frame = reader.next(); frame; frame = reader.next()) frames.push(frame);
  }
  return frames;
}

const kinds = (frames: readonly Frame[]) =>
  frames.map((frame) => ('type' in frame ? frame.type : frame.kind));

describe('the frame reader', () => {
  const bytes = Buffer.concat([
    startup(VERSION_3),
    buildQuery('select 1'),
    buildMessage('S'),
    buildMessage('X'),
  ]);

  it('finds the same frames however the bytes were cut', () => {
    const whole = readAll([bytes]);
    expect(kinds(whole)).toEqual(['startup', 'Q', 'S', 'X']);
    for (let size = 1; size <= bytes.length; size += 1) {
      const chunks: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.subarray(at, at + size));
      expect(readAll(chunks)).toEqual(whole);
    }
  });

  it('tells requests for encryption and for cancelling from a startup', () => {
    const key = Buffer.alloc(8);
    key.writeUInt32BE(7, 0);
    key.writeUInt32BE(99, 4);
    expect(readAll([startup(80_877_103), startup(80_877_104), startup(80_877_102, key)])).toEqual([
      { kind: 'encryption' },
      { kind: 'encryption' },
      { kind: 'cancel', processId: 7, secret: 99 },
    ]);
  });

  it('keeps waiting for encryption answers before the startup', () => {
    expect(kinds(readAll([Buffer.concat([startup(80_877_103), bytes])]))).toEqual([
      'encryption',
      'startup',
      'Q',
      'S',
      'X',
    ]);
  });

  it.each([
    ['a frame larger than allowed', [startup(VERSION_3), buildMessage('Q', Buffer.alloc(2_000))]],
    ['a length that is shorter than itself', [startup(VERSION_3), Buffer.from([0x51, 0, 0, 0, 1])]],
    ['protocol version 2', [startup(131_072)]],
    ['a startup packet without a version', [Buffer.from([0, 0, 0, 4])]],
  ])('refuses %s', (_, chunks) => {
    expect(() => readAll(chunks)).toThrow();
  });
});
