import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFact, WindowMessage } from '../../contract/session-context.js';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { createHybridRetriever } from '../../knowledge/hybrid-retriever.js';
import { ingestDocuments } from '../../knowledge/ingest.js';
import { buildDocument, createWordEmbedder } from '../../knowledge/testing.js';
import { expectOk } from '../testing/expect-ok.js';
import { openShop, type Shop } from '../testing/shop.js';
import { type KnowledgeView, searchKnowledge } from './search-knowledge.js';

const DEVICES = ['kettle', 'toaster', 'espresso-machine', 'fan', 'mixer', 'lamp', 'drill', 'scale'];
const DOCUMENTS = [
  ...DEVICES.map((device) =>
    buildDocument({
      id: `${device}-care`,
      title: `Care of the ${device.replace('-', ' ')}`,
      product: device,
      body: `## Cleaning\n\nClean the ${device.replace('-', ' ')} with a soft cloth number${device} and let it dry.\n\n## Noise\n\nA rattling sound of the ${device.replace('-', ' ')} ends when screw ${device}x is tight.`,
    }),
  ),
  buildDocument({
    id: 'returns',
    title: 'Returns',
    kind: 'policy',
    body: 'Send any item back within 30 days.',
  }),
];

let shop: Shop;
let test: TestDatabase;
beforeAll(async () => {
  shop = await openShop();
  test = await openTestDatabase();
  await test.pool.query(
    `insert into products (id, name, category, brand, description, attributes, consumable, final_sale, warranty_months,
       compatible_with, currency)
     values ('swift-kettle', 'Swift Kettle 1.7 l', 'kettle', 'Swift', '', '{}', false, false, 24, '{}', 'USD')`,
  );
  const embedder = createWordEmbedder();
  await ingestDocuments({ database: test.database('switchboard_ingest'), embedder, documents: DOCUMENTS });
});
afterAll(async () => {
  await shop.close();
  await test.close();
});

const product: CaseFact = {
  kind: 'product',
  id: 'swift-kettle',
  label: 'Swift Kettle 1.7 l',
  agent: 'order-management',
};
const documentOf = (device: string): CaseFact => ({
  ...{ kind: 'document', id: `${device}-care`, agent: 'troubleshooting' },
  label: `Care of the ${device.replace('-', ' ')}`,
});
const customer = (text: string): WindowMessage => ({ role: 'customer', text });
const shopSays = (text: string): WindowMessage => ({ role: 'assistant', text, agent: 'troubleshooting' });

async function ask(
  query: string,
  facts: CaseFact[],
  window: WindowMessage[],
  more = {},
): Promise<KnowledgeView> {
  const knowledge = createHybridRetriever({
    database: test.database('switchboard_troubleshooting'),
    embedder: createWordEmbedder(),
  });
  const context = shop.contextOf('switchboard_troubleshooting', undefined, {
    database: test.database('switchboard_troubleshooting'),
    ...{ knowledge, conversation: { facts, window } },
  });
  const { data } = expectOk(await searchKnowledge.run({ query, ...more }, context));
  return data as KnowledgeView;
}
const firstOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).chunks[0]?.documentId;

const ABOUT_KETTLE = [
  customer('the kettle I bought rattles'),
  shopSays('Tighten the screw of the Swift Kettle.'),
];

describe('a question that points back', () => {
  it('is asked of the product that was spoken of', async () => {
    for (const query of ['and how do I clean it?', 'how can this be cleaned', 'what about cleaning?'])
      expect([query, await firstOf(query, [product], ABOUT_KETTLE)]).toEqual([query, 'kettle-care']);
  });

  it('is asked of the topic of the document that was shown, among all that were found', async () => {
    const facts = ['espresso-machine', 'toaster', 'lamp'].map(documentOf);
    const window = [customer('the espresso machine is loud'), shopSays('Tighten its screw.')];
    expect(await firstOf('and how do I clean it?', facts, window)).toBe('espresso-machine-care');
  });

  it('still finds what is named outright, and what holds for everything', async () => {
    expect(await firstOf('and how do I clean the toaster?', [product], ABOUT_KETTLE)).toBe('toaster-care');
    expect(await firstOf('how do I clean my lamp when it is hot', [product], ABOUT_KETTLE)).toBe('lamp-care');
    expect(await firstOf('can I send it back', [product], ABOUT_KETTLE)).toBe('returns');
  });

  it('is left as it stands when two things may be meant, or none was spoken of', async () => {
    const both = [documentOf('fan'), documentOf('mixer')];
    const window = [customer('the fan and the mixer rattle')];
    const found = await ask('how do I clean it?', both, window);
    expect(new Set(found.chunks.map((chunk) => chunk.product)).size).toBeGreaterThan(1);
    const unspoken = await ask('how do I clean it?', [product], [customer('hello there')]);
    expect(new Set(unspoken.chunks.map((chunk) => chunk.product)).size).toBeGreaterThan(1);
  });

  it('goes by the product that the call names, if it names one', async () => {
    expect(await firstOf('how do I clean it?', [product], ABOUT_KETTLE, { product: 'fan' })).toBe('fan-care');
  });
});
