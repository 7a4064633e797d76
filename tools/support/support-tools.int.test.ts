import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetrievedChunk } from '../../knowledge/retriever.js';
import { expectOk } from '../testing/expect-ok.js';
import { openShop, type Shop } from '../testing/shop.js';
import type { ToolContext } from '../tool.js';
import { checkWarranty } from './check-warranty.js';
import { getDocument } from './get-document.js';
import { getTicket } from './get-ticket.js';
import { searchKnowledge } from './search-knowledge.js';
import { transferToHuman } from './transfer-to-human.js';

const chunks: RetrievedChunk[] = [1, 2, 3].map((number) => ({
  id: `mend-lamp.${number}`,
  documentId: 'mend-lamp',
  title: number === 3 ? 'Mend a lamp > After' : 'Mend a lamp > Steps',
  text: `Step ${number}.`,
  kind: 'guide',
  product: 'desk-lamp',
  score: 1 / number,
}));

let shop: Shop;
let ada: ToolContext;
let bo: ToolContext;
let visitor: ToolContext;

beforeAll(async () => {
  shop = await openShop();
  const knowledge = {
    search: async () => ({ chunks, evidence: 'strong' as const }),
    document: async (id: string) =>
      id === 'mend-lamp' ? { id, title: 'Mend a lamp', kind: 'guide' as const, chunks } : undefined,
  };
  ada = shop.contextOf('switchboard_troubleshooting', 'CA');
  bo = shop.contextOf('switchboard_troubleshooting', 'CB');
  visitor = shop.contextOf('switchboard_troubleshooting', undefined, { knowledge });
});
afterAll(() => shop.close());

describe('search_knowledge', () => {
  it('gives passages that may be cited, and one fact for each document', async () => {
    const result = expectOk(await searchKnowledge.run({ query: 'lamp is dark' }, visitor));
    expect(result.data).toMatchObject({ evidence: 'strong', chunks: [{ id: 'mend-lamp.1' }, {}, {}] });
    expect(result.citations?.map((citation) => citation.chunkId)).toEqual(chunks.map((chunk) => chunk.id));
    expect(result.facts).toEqual([{ kind: 'document', id: 'mend-lamp', label: 'Mend a lamp' }]);
  });

  it('lets what stands beside a passage be cited by its own id', async () => {
    const [, middle] = chunks;
    if (middle === undefined) throw new Error('there are three');
    const passage = { ...middle, before: { id: 'mend-lamp.1', text: 'Step 1.' } };
    const knowledge = {
      ...visitor.knowledge,
      search: async () => ({ chunks: [passage], evidence: 'strong' as const }),
    };
    const result = expectOk(await searchKnowledge.run({ query: 'lamp' }, { ...visitor, knowledge }));
    expect(result.citations).toEqual([
      { chunkId: 'mend-lamp.2', documentId: 'mend-lamp', title: 'Mend a lamp > Steps', excerpt: 'Step 2.' },
      { chunkId: 'mend-lamp.1', documentId: 'mend-lamp', title: 'Mend a lamp > Steps', excerpt: 'Step 1.' },
    ]);
  });

  it('says that nothing was found without calling it a fault', async () => {
    const result = expectOk(await searchKnowledge.run({ query: 'anything' }, ada));
    expect(result).toMatchObject({ data: { evidence: 'none', chunks: [] }, citations: [], facts: [] });
  });
});

describe('get_document', () => {
  it('gives the whole document by its id, and the section around a passage by the passage id', async () => {
    const whole = expectOk(await getDocument.run({ id: 'mend-lamp' }, visitor));
    expect(whole.data).toMatchObject({ sections: [{}, {}, {}] });
    const section = expectOk(await getDocument.run({ id: 'mend-lamp.2' }, visitor));
    expect(section.data).toMatchObject({ sections: [{ id: 'mend-lamp.1' }, { id: 'mend-lamp.2' }] });
  });

  it.each(['nope', 'mend-lamp.9'])('knows no %j', async (id) => {
    expect(await getDocument.run({ id }, visitor)).toMatchObject({ code: 'not-found' });
  });
});

describe('check_warranty', () => {
  it('computes the cover of the item that is meant from its delivery', async () => {
    const result = expectOk(await checkWarranty.run({ order_id: '100003', item: 'my headphones' }, ada));
    expect(result.data).toMatchObject({
      orderId: 'SB-100003',
      items: [
        { name: 'Hush Headphones', state: 'covered', until: '2028-06-09T09:00:00.000Z', daysLeft: 725 },
      ],
    });
  });

  it('checks all items when none is named', async () => {
    const result = expectOk(await checkWarranty.run({ order_id: '100001' }, ada));
    expect(result.data).toMatchObject({
      items: [
        { name: 'Hush Headphones', state: 'not-started' },
        { name: 'Dusty Filter', state: 'none' },
      ],
    });
  });

  it('names what the order has when the item is not in it', async () => {
    const result = await checkWarranty.run({ order_id: '100003', item: 'toaster' }, ada);
    expect(result).toMatchObject({ code: 'not-found', message: expect.stringContaining('Bright Lamp') });
  });

  it("knows nothing of somebody else's order", async () => {
    expect(await checkWarranty.run({ order_id: '100003' }, bo)).toMatchObject({ code: 'not-found' });
  });
});

describe('get_ticket', () => {
  it('gives a case by its number in any case, and all open ones without', async () => {
    expect(expectOk(await getTicket.run({ id: '#r-1' }, ada)).data).toMatchObject({
      tickets: [{ id: 'R-1' }],
    });
    expect(expectOk(await getTicket.run({}, bo)).data).toMatchObject({
      tickets: [{ id: 'T-2', topic: 'Invoice' }],
    });
  });

  it("knows nothing of somebody else's case", async () => {
    expect(await getTicket.run({ id: 'R-1' }, bo)).toMatchObject({ code: 'not-found' });
  });
});

describe('transfer_to_human', () => {
  const input = { reason: 'customer-request', summary: 'Wants to talk about a lamp.' } as const;

  it('queues a conversation once, with the number that the customer is told', async () => {
    const first = expectOk(await transferToHuman.run(input, ada)).data as { id: string };
    const again = expectOk(await transferToHuman.run({ ...input, reason: 'tool-failure' }, ada)).data;
    expect(first).toMatchObject({ state: 'queued', alreadyQueued: false, expectedMinutes: 15 });
    expect(again).toMatchObject({ id: first.id, alreadyQueued: true });
    const { rows } = await shop.pool.query('select * from handoffs where session_id = $1', ['session-1']);
    expect(rows).toMatchObject([
      { id: first.id, customer_id: 'CA', reason: 'customer-request', state: 'queued' },
    ]);
  });

  it('takes a visitor too, and queues again after a person has closed the conversation', async () => {
    const context = { ...visitor, sessionId: 'session-2' };
    const first = expectOk(await transferToHuman.run(input, context)).data as { id: string };
    await shop.pool.query(
      `update handoffs set state = 'closed', ending = 'closed', ended_at = now() where id = $1`,
      [first.id],
    );
    expect(expectOk(await transferToHuman.run(input, context)).data).toMatchObject({ alreadyQueued: false });
  });

  it.each([
    'switchboard_order_management',
    'switchboard_product_recommendation',
    'switchboard_personalization',
  ] as const)('works for %s as well', async (role) => {
    const context = { ...shop.contextOf(role, 'CB'), sessionId: role };
    expectOk(await transferToHuman.run(input, context));
  });
});
