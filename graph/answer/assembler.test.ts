import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../../agents/registry.js';
import type { AgentEvent, TurnEvent } from '../../contract/events.js';
import { createAssembler, PART_LIMIT } from './assembler.js';
import { toFailedReply, toOwnReply } from './to-reply.js';

const orders = { requestId: 'r1', agent: 'order-management', request: 'where is it' };
const help = { requestId: 'r2', agent: 'troubleshooting', request: 'it is broken' };
const say = (requestId: string, text: string): AgentEvent => ({ type: 'text-delta', requestId, text });
const cite = (requestId: string, chunkId: string): AgentEvent => ({
  type: 'citation',
  requestId,
  citation: { chunkId, documentId: 'doc', title: 'Doc', excerpt: 'words' },
});

function start() {
  const seen: TurnEvent[] = [];
  const assembler = createAssembler([orders, help], AGENT_CARDS, (event) => seen.push(event));
  const shown = () => seen.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
  return { assembler, seen, shown };
}

describe('the assembler', () => {
  it('shows the first part live and the second after it, whoever is quicker', () => {
    const { assembler, shown } = start();
    assembler.push(say('r2', 'Hold the button. '));
    assembler.end(toOwnReply(help, '', 'answered'));
    expect(shown()).toBe('');
    assembler.push(say('r1', 'It is on '));
    expect(shown()).toBe('It is on');
    assembler.push(say('r1', 'its way.'));
    assembler.end(toOwnReply(orders, '', 'answered'));
    expect(shown()).toBe('It is on its way.\n\nHold the button. ');
    expect(assembler.text()).toBe(shown());
  });

  it('shows progress of every agent at once', () => {
    const { assembler, seen } = start();
    assembler.push({
      type: 'tool-start',
      requestId: 'r2',
      agent: 'troubleshooting',
      callId: 'c',
      tool: 'search_knowledge',
    });
    expect(seen.map(({ type }) => type)).toEqual(['tool-start']);
  });

  it('names a part that failed before its first word, with what the customer can do', () => {
    const { assembler, shown, seen } = start();
    assembler.end(toFailedReply(orders, 'unavailable'));
    expect(shown()).toMatch(/^I could not get the part about your orders: .*not answering.*ask again/s);
    expect(seen.some(({ type }) => type === 'text-incomplete')).toBe(false);
  });

  it('marks what was shown of a part that broke off as incomplete', () => {
    const { assembler, shown, seen } = start();
    assembler.push(say('r1', 'It is on its'));
    assembler.end(toFailedReply(orders, 'interrupted'));
    expect(seen).toContainEqual({ type: 'text-incomplete', requestId: 'r1', reason: 'interrupted' });
    expect(shown()).toMatch(/^It is on its\n\nI could not finish the part about your orders/);
  });

  it('lets through only citations of passages that were retrieved for the part', () => {
    const { assembler, shown } = start();
    assembler.push(cite('r2', 'doc.1'));
    assembler.push(say('r1', 'see [doc.1] now'));
    assembler.end(toOwnReply(orders, '', 'answered'));
    assembler.push(say('r2', 'see [doc.1] and [doc.2] now'));
    assembler.end(toOwnReply(help, '', 'answered'));
    expect(shown()).toBe('see now\n\nsee [doc.1] and now');
  });

  it('cuts a part that has no end, and says so', () => {
    const { assembler, seen } = start();
    for (let i = 0; i < 20; i += 1) {
      const words = Array.from({ length: 1_000 }, (_, index) => `w${i}x${index}`);
      assembler.push(say('r1', `${words.join(' ')} `));
    }
    assembler.end(toOwnReply(orders, '', 'answered'));
    expect(assembler.text().length).toBeLessThan(PART_LIMIT + 500);
    expect(seen).toContainEqual({ type: 'text-incomplete', requestId: 'r1', reason: 'budget-exhausted' });
  });

  it('makes footnotes and cards as inert as the words', () => {
    const { assembler, seen } = start();
    const citation = {
      ...{ chunkId: 'doc.1', documentId: 'doc', title: 'Doc <b>' },
      excerpt: 'Go to https://evil.example/x or ![see](https://evil.example/y) <img src=x onerror=y>',
    };
    assembler.push({ type: 'citation', requestId: 'r1', citation });
    expect(JSON.stringify(seen)).not.toMatch(/evil|<img|<b>/);
    expect(JSON.stringify(seen)).toContain('or see');
  });

  it('takes nothing more for a part that has ended', () => {
    const { assembler, shown } = start();
    assembler.end(toOwnReply(orders, '', 'answered'));
    assembler.push(say('r1', 'too late '));
    expect(shown()).toBe('');
  });
});
