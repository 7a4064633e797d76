import { describe, expect, it } from 'vitest';
import { toGroup } from './group.js';
import { joinClauses } from './join-clauses.js';
import { splitClauses } from './split-clauses.js';
import type { Reading } from './targets.js';

/** A classifier that knows a few words, each for a class and how surely. */
const WORDS: Readonly<Record<string, [string, number]>> = {
  parcel: ['order-management/track-order', 0.95],
  refund: ['order-management/refund-status', 0.95],
  returned: ['order-management/return-item', 0.95],
  lamp: ['product-recommendation/find-product', 0.95],
  shelves: ['product-recommendation/find-product', 0.7],
  dishes: ['personalization/browsing', 0.7],
  hums: ['troubleshooting/fix-problem', 0.85],
  stalling: ['troubleshooting/fix-problem', 0.95],
  newsletter: ['personalization/newsletter', 0.95],
  'do it': ['troubleshooting/how-to', 0.99],
  loud: ['troubleshooting/fix-problem', 0.4],
  stock: ['product-recommendation/stock-check', 0.95],
  hello: ['supervisor/greeting', 0.95],
  polite: ['order-management/complaint', 0.84],
  manager: ['supervisor/person', 0.95],
  length: ['product-recommendation/find-product', 0.95],
  detail: ['troubleshooting/how-to', 0.95],
  quick: ['order-management/complaint', 0.95],
};

function readingOf(text: string): Reading {
  const lower = text.toLowerCase();
  const word = Object.keys(WORDS)
    .filter((known) => lower.includes(known))
    .sort((left, right) => lower.indexOf(left) - lower.indexOf(right))[0];
  const [intent, score] = WORDS[word ?? ''] ?? ['supervisor/unclear', 0.2];
  const target = intent.startsWith('supervisor/') ? intent : (intent.split('/')[0] ?? intent);
  return new Map([[target, { intent, score }]]);
}

function requestsOf(message: string): string[] {
  const clauses = splitClauses(message);
  const parts = clauses.map((clause) => toGroup(clause, readingOf(clause.text), readingOf(clause.text)));
  return joinClauses(message, clauses, parts).map(({ target, text }) => `${target}: ${text}`);
}

describe('joining clauses', () => {
  it('takes sentences that only a comma separates apart when both are sure', () => {
    expect(requestsOf('the mixer keeps stalling, the newsletter keeps coming')).toEqual([
      'troubleshooting: the mixer keeps stalling',
      'personalization: the newsletter keeps coming',
    ]);
  });

  it('leaves a thing that is only named after a comma where it is', () => {
    expect(requestsOf('could the parcel go elsewhere, to the lamp shop')).toHaveLength(1);
  });

  it('leaves a question without a word of its own with the request before it', () => {
    expect(requestsOf('I want my refund, how to do it?')).toEqual([
      'order-management: I want my refund, how to do it?',
    ]);
    expect(requestsOf('I want my refund. How can I do it?')).toHaveLength(1);
  });

  it('lets a fault be the reason of a request that points back at it', () => {
    expect(requestsOf('It hums. Can it be returned?')).toEqual([
      'order-management: It hums. Can it be returned?',
    ]);
  });

  it('keeps what is said of the order just named with it', () => {
    expect(requestsOf('I want order 100123 returned. Please give no refund on the card.')).toHaveLength(1);
    expect(requestsOf('The parcel 100123 is broken. The whole thing hums.')).toHaveLength(1);
    expect(requestsOf('My parcel 100123 is late. Is the lamp in stock?')).toHaveLength(2);
  });

  it('takes a wish that names no thing of its own for what the trouble just told is to lead to', () => {
    expect(requestsOf('The mixer keeps stalling. I want a refund.')).toHaveLength(1);
    expect(requestsOf('The mixer keeps stalling. I want a refund for the lamp.')).toHaveLength(2);
  });

  it('tells a complaint to the person that is asked for', () => {
    expect(requestsOf('Nobody is polite here, this is wrong. Get me a manager.')).toEqual([
      'supervisor/person: Nobody is polite here, this is wrong. Get me a manager.',
    ]);
  });

  it.each(['Tell me at length.', 'Please explain it in detail', 'And be quick please!'])(
    'leaves "%s" with what is to be answered so',
    (manner) => {
      expect(requestsOf(`Where is my parcel? ${manner}`)).toEqual([
        `order-management: Where is my parcel? ${manner}`,
      ]);
    },
  );

  it('holds a sentence against the next as a whole', () => {
    expect(requestsOf('Send the refund. The old one is loud, how do I stop it when it hums?')).toEqual([
      'order-management: Send the refund.',
      'troubleshooting: The old one is loud, how do I stop it when it hums?',
    ]);
  });

  it('separates what opens with one matter and adds another', () => {
    expect(requestsOf('Besides the late parcel, I need shelves')).toEqual([
      'order-management: Besides the late parcel',
      'product-recommendation: I need shelves',
    ]);
  });

  it('reads one list of things as one wish unless it is surely two', () => {
    expect(requestsOf('How can I find shelves and dishes?')).toHaveLength(1);
    expect(requestsOf('find a lamp / parcel status')).toHaveLength(2);
  });

  it('drops a greeting', () => {
    expect(requestsOf('Hello! Is a lamp in stock?')).toEqual(['product-recommendation: Is a lamp in stock?']);
  });
});
