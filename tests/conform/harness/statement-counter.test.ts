import { expect, it } from 'vitest';
import { createReader } from './statement-counter.js';

function message(type: string, body: string): Buffer {
  const text = Buffer.from(body);
  const length = Buffer.alloc(4);
  length.writeInt32BE(text.length + 4);
  return Buffer.concat([Buffer.from(type), length, text]);
}

it('notes simple and prepared statements, however the bytes are cut', () => {
  const seen: string[] = [];
  const read = createReader((text) => seen.push(text));
  const bytes = Buffer.concat([
    message('', 'startup'),
    message('Q', 'begin\0'),
    message('P', '\0select 1\0\0\0'),
    message('B', '\0\0\0\0\0\0\0\0'),
    message('E', '\0\0\0\0\0'),
    message('S', ''),
    message('Q', 'commit\0'),
  ]);
  for (const byte of bytes) read(Buffer.from([byte]));
  expect(seen).toEqual(['begin', 'select 1', 'commit']);
});
