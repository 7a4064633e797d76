import { describe, expect, it } from 'vitest';
import { createRouter, isSure, type Route, type RouteInput } from './router.js';

/** A classifier that knows a few words: each stands for a class, the first one found decides, nothing found is even. */
const WORDS: Readonly<Record<string, string>> = {
  parcel: 'order-management/track-order',
  refund: 'order-management/refund-status',
  kettle: 'product-recommendation/find-product',
  leaks: 'troubleshooting/fix-problem',
  password: 'personalization/account-access',
  delivery: 'order-management/delivery-rules',
  moon: 'supervisor/out-of-scope',
  complaint: 'supervisor/complaint',
  hello: 'supervisor/greeting',
  thanks: 'supervisor/thanks',
};

const asked: string[] = [];
const router = createRouter(async (text) => {
  asked.push(text);
  const lower = text.toLowerCase();
  const word = Object.keys(WORDS)
    .filter((known) => lower.includes(known))
    .sort((left, right) => lower.indexOf(left) - lower.indexOf(right))[0];
  const best = WORDS[word ?? ''];
  // One class less of the agent that has three, so that nothing found stays below what is tried.
  const others = [...new Set(Object.values(WORDS))]
    .filter((intent) => intent !== best)
    .filter((intent) => best !== undefined || !intent.endsWith('-rules'));
  const rest = (best === undefined ? 1 : 0.1) / others.length;
  const ranked = others.map((intent) => ({ intent, score: rest }));
  return best === undefined ? ranked : [{ intent: best, score: 0.9 }, ...ranked];
});

function route(message: string, context: Partial<RouteInput> = {}): Promise<Route> {
  return router.route({ message, lastAgent: null, awaiting: null, ...context }, new AbortController().signal);
}

async function planOf(message: string, context: Partial<RouteInput> = {}): Promise<string[]> {
  const { plan } = await route(message, context);
  return plan.map(({ agent, reply, request }) => `${reply ?? agent}: ${request}`);
}

describe('the router', () => {
  it('gives a message with one request to one agent, in its own words', async () => {
    expect(await planOf('Where is my parcel?')).toEqual(['order-management: Where is my parcel?']);
  });

  it('splits what goes to different agents, in the order asked', async () => {
    expect(await planOf('Where is my parcel? Also, the machine leaks + I forgot my password')).toEqual([
      'order-management: Where is my parcel?',
      'troubleshooting: the machine leaks',
      'personalization: I forgot my password',
    ]);
  });

  it('keeps the words between clauses that it joins', async () => {
    expect(await planOf('I need a kettle, red and white')).toEqual([
      'product-recommendation: I need a kettle, red and white',
    ]);
  });

  it('keeps background with its request', async () => {
    expect(await planOf('I bought a kettle in May. Where is my refund?')).toEqual([
      'order-management: I bought a kettle in May. Where is my refund?',
    ]);
  });

  it('drops a greeting before a request', async () => {
    const { plan } = await route('Hello! Please check my parcel.');
    expect(plan.map(({ agent }) => agent)).toEqual(['order-management']);
  });

  it('answers for what is out of scope beside a request', async () => {
    const { plan } = await route('Where is my parcel? And how far is the moon?');
    expect(plan.map(({ agent, reply }) => reply ?? agent)).toEqual(['order-management', 'out-of-scope']);
  });

  it('asks back when nothing fits, and is not sure', async () => {
    const result = await route('flim flam');
    expect(result.plan).toMatchObject([{ agent: 'supervisor', reply: 'unclear' }]);
    expect(isSure(result)).toBe(false);
  });

  it('hands a complaint to a person', async () => {
    expect(await planOf('this is a complaint')).toEqual(['person: this is a complaint']);
  });

  it('gives questions about rules to the agent that can look them up', async () => {
    expect(await planOf('what does delivery cost?')).toEqual(['order-management: what does delivery cost?']);
  });

  it('says how out of scope a message looks', async () => {
    expect((await route('how far is the moon')).outOfScope).toBeCloseTo(0.9, 5);
    expect((await route('where is my parcel')).outOfScope).toBeLessThan(0.1);
  });

  it('is as sure as it is of its least sure part', async () => {
    const { confidence } = await route('Where is my parcel? Also, the machine leaks');
    expect(confidence).toBeCloseTo(0.9, 1);
  });

  it('reads a message of one clause only once', async () => {
    asked.length = 0;
    await route('where is my parcel');
    expect(asked).toEqual(['where is my parcel']);
  });

  it('plans at most six requests', async () => {
    const many = Array.from({ length: 8 }, (_, index) => `where is parcel SB-10000${index}?`).join(' ');
    expect((await route(many)).plan).toHaveLength(6);
  });
});

describe('the router in a conversation', () => {
  it.each([
    ['and the second one?', 'product-recommendation'],
    ['how much is it', 'personalization'],
    ['yes please', 'troubleshooting'],
  ])('leaves "%s" with the agent that spoke last', async (message, lastAgent) => {
    expect((await route(message, { lastAgent })).plan).toMatchObject([{ agent: lastAgent }]);
  });

  it('lets a message about something else go to who it is for', async () => {
    const after = { lastAgent: 'order-management', awaiting: 'order-management' };
    expect((await route('do you have a kettle?', after)).plan).toMatchObject([
      { agent: 'product-recommendation' },
    ]);
  });

  it('takes a bare number for the answer to who asked', async () => {
    expect((await route('100123', { awaiting: 'troubleshooting' })).plan).toMatchObject([
      { agent: 'troubleshooting' },
    ]);
  });

  it('takes an order number that nobody asked for as being about an order', async () => {
    expect((await route('and SB-100123?', { lastAgent: 'troubleshooting' })).plan).toMatchObject([
      { agent: 'order-management' },
    ]);
  });

  it('thanks back whoever spoke last', async () => {
    expect((await route('many thanks to all of you', { lastAgent: 'troubleshooting' })).plan).toMatchObject([
      { reply: 'thanks' },
    ]);
  });

  it('is not misled by a filler before a question', async () => {
    const after = { awaiting: 'personalization' };
    expect((await route('hm ok. do you have a kettle?', after)).plan).toMatchObject([
      { agent: 'product-recommendation' },
    ]);
  });
});
