import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../models/local/playbook.js';
import { findReferences, listedFacts, listsOf } from './references.js';
import { wordSet } from './words.js';

const products = ['Glass Kettle', 'Gooseneck Kettle', 'Home Hub'].map((label) => ({
  kind: 'product',
  id: label.toLowerCase().replaceAll(' ', '-'),
  label,
  agent: 'test',
}));

function transcript(request: string, replies: readonly string[]): Transcript {
  return {
    request,
    window: replies.flatMap((text) => [
      { role: 'customer' as const, text: '…' },
      { role: 'assistant' as const, text },
    ]),
    facts: products,
    calls: [],
    now: new Date(0),
    verified: true,
    locale: 'en-US',
  };
}

const list = 'These fit:\n\n1. Gooseneck Kettle, works with the Home Hub\n2. Glass Kettle';
const ids = (request: string, replies: readonly string[], ignored?: ReadonlySet<string>) =>
  findReferences(transcript(request, replies), 'product', ignored).map((fact) => fact.id);

describe('what a request points at', () => {
  it('is counted through the numbered lines, each the thing that it names first', () => {
    expect(listedFacts(transcript('x', [list]), 'product').map((fact) => fact.label)).toEqual([
      'Gooseneck Kettle',
      'Glass Kettle',
    ]);
    expect(ids('the second one', [list])).toEqual(['glass-kettle']);
    expect(ids('the last one', [list])).toEqual(['glass-kettle']);
  });

  it('is the one that a list of one line is about, whatever else the message names', () => {
    const reply = 'This goes with the Home Hub:\n\n1. Glass Kettle, works with the Home Hub';
    expect(ids('is it loud', [reply])).toEqual(['glass-kettle']);
  });

  it('is counted through the last list even when one thing was spoken of since', () => {
    expect(ids('and the second one?', [list, 'The Gooseneck Kettle costs 79.'])).toEqual(['glass-kettle']);
  });

  it('is found by words of its name', () => {
    expect(ids('the gooseneck please', [list])).toEqual(['gooseneck-kettle']);
    expect(ids('the kettle please', [list])).toEqual([]);
  });

  it('is the one thing that was spoken of, for "it"', () => {
    expect(ids('is it loud', ['The Home Hub is small.'])).toEqual(['home-hub']);
    expect(ids('is it loud', [list])).toEqual([]);
  });

  it('is the one thing that was spoken of when nothing is named at all', () => {
    expect(ids('price?', ['The Home Hub is small.'], wordSet('price'))).toEqual(['home-hub']);
    expect(ids('price?', ['The Home Hub is small.'])).toEqual([]);
  });

  it('can be looked for in every message, the latest first', () => {
    const lists = listsOf(transcript('x', [list, 'The Home Hub is small.', 'Hello!']), 'product');
    expect(lists.map((facts) => facts.length)).toEqual([0, 1, 2]);
  });

  it('is nothing without a past', () => {
    expect(findReferences({ ...transcript('the second one', []), facts: [] }, 'product')).toEqual([]);
  });
});
