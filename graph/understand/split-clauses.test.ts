import { describe, expect, it } from 'vitest';
import { splitClauses } from './split-clauses.js';

const texts = (message: string): string[] => splitClauses(message).map(({ text }) => text);

describe('splitting a message', () => {
  it.each<[string, string[]]>([
    ['Where is my parcel?', ['Where is my parcel?']],
    ['Where is my parcel? The kettle leaks.', ['Where is my parcel?', 'The kettle leaks.']],
    ['track SB-100123 and recommend a toaster', ['track SB-100123', 'recommend a toaster']],
    ['Cancel it; also update my address', ['Cancel it', 'update my address']],
    ['I moved, can you change my address', ['I moved', 'can you change my address']],
    ['first line\nsecond line', ['first line', 'second line']],
    ['It costs 1.5 times more', ['It costs 1.5 times more']],
    ['thanks!!! ...', ['thanks!!!']],
    ['It leaks. Also, the lid is gone', ['It leaks', 'the lid is gone']],
    ['track it + find a lid', ['track it', 'find a lid']],
    ['I wrote to Mr. Holt about no. 7', ['I wrote to Mr. Holt about no. 7']],
    ['And the other one?', ['And the other one?']],
    [
      'the mixer keeps stalling, the newsletter keeps coming',
      ['the mixer keeps stalling', 'the newsletter keeps coming'],
    ],
    ['I need a vase, tall, clear glass', ['I need a vase, tall, clear glass']],
    ['Besides the late parcel, a lamp please', ['Besides the late parcel', 'a lamp please']],
    ['Two reasons: the lamp hums and the bulb is dim', ['the lamp hums', 'the bulb is dim']],
    ['Back to the mixer, it still hums', ['Back to the mixer, it still hums']],
    ['Send it to 9 Oak St. Which lamp is dim?', ['Send it to 9 Oak St.', 'Which lamp is dim?']],
    ['My shop is in St. Ives', ['My shop is in St. Ives']],
    ['is the lamp dim - the bulb is new', ['is the lamp dim', 'the bulb is new']],
    ['a desk of 120 - 140 cm', ['a desk of 120 - 140 cm']],
    ['I am a plus member', ['I am a plus member']],
    ['Two things: (a) the lamp hums (b) cancel the rug', ['the lamp hums', 'cancel the rug']],
    ['The fan hums. Moreover, the rug is late', ['The fan hums', 'the rug is late']],
    ['The rug is late. P.S. the fan hums', ['The rug is late.', 'the fan hums']],
    ['track my ps 5', ['track my ps 5']],
    [
      'the rug is still not here how do I mount the lamp',
      ['the rug is still not here', 'how do I mount the lamp'],
    ],
    ['I would like to know how do I mount the lamp', ['I would like to know how do I mount the lamp']],
  ])('%s', (message, expected) => {
    expect(texts(message)).toEqual(expected);
  });

  it('tells a boundary that separates for sure from one that may not', () => {
    const boundaries = splitClauses('Stop. Look and listen / smell. By the way, run').map(
      ({ boundary }) => boundary,
    );
    expect(boundaries).toEqual(['start', 'hard', 'soft', 'slash', 'added']);
  });

  it('splits what has very many parts between its sentences only', () => {
    const many = 'the cup, the pan and the pot and the lid and the rug and the bed and the fan and the mop';
    expect(
      texts(`${many} and the jug and the bin and the bag and the box and the tin. Where are they?`),
    ).toEqual([`${many} and the jug and the bin and the bag and the box and the tin.`, 'Where are they?']);
  });

  it('leaves a text of very many clauses whole instead of routing a novel piece by piece', () => {
    const message = Array.from({ length: 30 }, (_, index) => `Sentence ${index}.`).join(' ');
    expect(texts(message)).toEqual([message]);
  });

  it('keeps every word of the customer that is no connector', () => {
    const words = texts('my lamp flickers and the remote is lost, plus where is order 100123?').join(' ');
    for (const word of ['lamp', 'flickers', 'remote', 'lost', 'where', '100123?'])
      expect(words).toContain(word);
  });
});
