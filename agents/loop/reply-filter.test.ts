import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Citation } from '../../contract/citation.js';
import { ReplyFilter } from './reply-filter.js';

const citation = (chunkId: string): Citation => ({
  chunkId,
  documentId: chunkId.split('.')[0] ?? '',
  title: 'A title',
  excerpt: 'words',
});
const retrieved = new Map(['kettle-guide.1', 'kettle-guide.2'].map((id) => [id, citation(id)]));

function filter(deltas: readonly string[]) {
  const reply = new ReplyFilter(retrieved);
  const pieces = [...deltas.map((delta) => reply.push(delta)), reply.end()];
  return {
    text: pieces.map((piece) => piece.text).join(''),
    cited: pieces.flatMap((piece) => piece.citations.map((each) => each.chunkId)),
    outcome: reply.outcome,
  };
}

describe('the reply filter', () => {
  it('keeps the outcome tag back and reads it', () => {
    expect(filter(['All done.\n<outcome>answered</outcome>'])).toEqual({
      text: 'All done.',
      cited: [],
      outcome: 'answered',
    });
  });

  it('says the same however the words are cut', () => {
    const text =
      'Empty it first [kettle-guide.1]. Then rinse [kettle-guide.2, made-up.3] twice <b> [sic].\n\n<outcome>needs-info</outcome>\n';
    const whole = filter([text]);
    expect(whole.text).toBe('Empty it first [kettle-guide.1]. Then rinse [kettle-guide.2] twice <b> [sic].');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => {
        const deltas: string[] = [];
        for (let at = 0, turn = 0; at < text.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          deltas.push(text.slice(at, at + size));
          at += size;
        }
        expect(filter(deltas)).toEqual(whole);
      }),
    );
  });

  it('drops a citation that was not retrieved, and the space before it', () => {
    expect(filter(['Press the button [router-guide.4].'])).toMatchObject({
      text: 'Press the button.',
      cited: [],
    });
  });

  it('reports each passage once, at its first use', () => {
    expect(filter(['a [kettle-guide.1] b [kettle-guide.1]']).cited).toEqual(['kettle-guide.1']);
  });

  it('shows words at once and holds only white space and open marks', () => {
    const reply = new ReplyFilter(retrieved);
    expect(reply.push('Hello ').text).toBe('Hello');
    expect(reply.push('there [kett').text).toBe(' there');
    expect(reply.push('le-guide.1] now').text).toBe(' [kettle-guide.1] now');
  });

  it('leaves brackets, numbers and markup alone that are none of its marks', () => {
    const text = 'Use [size M], [2.5] litres <strong>and</strong> 3 < 4.';
    expect(filter([text]).text).toBe(text);
  });

  it('drops a tag that was cut off', () => {
    expect(filter(['Almost.\n<outcome>answ']).text).toBe('Almost.');
    expect(filter(['Almost.\n<outc']).text).toBe('Almost.');
  });
});
