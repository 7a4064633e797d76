import { describe, expect, it } from 'vitest';
import { mergeFacts } from './merge-facts.js';
import { buildWindow, MESSAGES_LOOKED_AT, type StoredMessage } from './window.js';

const customer = (body: string): StoredMessage => ({ role: 'customer', body, data: {} });
const assistant = (body: string, ...outcomes: object[]): StoredMessage => ({
  role: 'assistant',
  body,
  data: { outcomes },
});
const outcome = (agent: string, status: string) => ({ requestId: 'r1', agent, status });

describe('the window of a turn', () => {
  it('has the same size after ten and after a thousand messages', () => {
    const long = (count: number) =>
      JSON.stringify(buildWindow(Array.from({ length: count }, () => customer('x'.repeat(5_000))))).length;
    expect(long(MESSAGES_LOOKED_AT)).toBeLessThan(25_000);
    expect(long(11)).toBeLessThan(long(MESSAGES_LOOKED_AT));
  });

  it('is in the order said, with what came before in a line each', () => {
    const newestFirst = Array.from({ length: 12 }, (_, index) => customer(`message ${12 - index}`));
    const { window, summary } = buildWindow(newestFirst);
    expect(window.map(({ text }) => text).slice(0, 2)).toEqual(['message 3', 'message 4']);
    expect(summary).toBe('customer: message 1\ncustomer: message 2');
  });

  it('says which agent wrote a message, where it was one alone', () => {
    const one = assistant('a', outcome('troubleshooting', 'answered'));
    const two = assistant(
      'b',
      outcome('troubleshooting', 'answered'),
      outcome('order-management', 'answered'),
    );
    expect(buildWindow([two, one]).window).toEqual([
      { role: 'assistant', text: 'a', agent: 'troubleshooting' },
      { role: 'assistant', text: 'b' },
    ]);
  });

  it('knows whose question stands open, as long as nothing was said since', () => {
    const question = assistant('Which order?', outcome('order-management', 'needs-info'));
    expect(buildWindow([question]).awaiting).toBe('order-management');
    expect(buildWindow([customer('never mind'), question]).awaiting).toBeNull();
    expect(buildWindow([assistant('Hm?', outcome('supervisor', 'needs-info'))]).awaiting).toBeNull();
    expect(buildWindow([]).awaiting).toBeNull();
  });

  it('reads a message whose data is of an older form as one without outcomes', () => {
    expect(buildWindow([{ role: 'assistant', body: 'a', data: { outcomes: 'old' } }]).window).toEqual([
      { role: 'assistant', text: 'a' },
    ]);
  });
});

describe('facts', () => {
  const fact = (id: string, label = id) => ({ kind: 'order' as const, id, label, agent: 'order-management' });

  it('that are found again move to the end with their new label', () => {
    expect(mergeFacts([fact('a'), fact('b')], [fact('a', 'new')])).toEqual([fact('b'), fact('a', 'new')]);
    // Two answers of one turn may have found the same.
    expect(mergeFacts([fact('a')], [fact('b'), fact('c'), fact('b', 'new')])).toEqual([
      fact('a'),
      fact('c'),
      fact('b', 'new'),
    ]);
  });

  it('are forgotten oldest first beyond forty', () => {
    const many = Array.from({ length: 45 }, (_, index) => fact(`f${index}`));
    expect(mergeFacts(many, [fact('last')]).map(({ id }) => id)).toEqual([
      ...many.slice(6).map(({ id }) => id),
      'last',
    ]);
  });
});
