import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RetrievedChunk } from '../../knowledge/retriever.js';
import { expectOk } from '../testing/expect-ok.js';
import { openShop, type Shop } from '../testing/shop.js';
import type { ToolContext } from '../tool.js';
import { advanceDiagnosis } from './advance-diagnosis.js';
import type { DiagnosisView } from './diagnosis-view.js';
import { startDiagnosis } from './start-diagnosis.js';

const texts: [string, string][] = [
  ['In short', 'Usually the plug is loose.'],
  ['Stop first', '- A cracked housing: unplug it.'],
  [
    'It stays dark',
    '1. Push the plug in.\n2. Look at the small light.\n   - The light is green: the bulb is worn. Go to step 4.\n   - The light is red: go to "It hums".\n3. Try another socket.\n4. Change the bulb.',
  ],
  ['It hums', '1. Turn the dimmer up.'],
];
const chunks: RetrievedChunk[] = texts.map(([heading, text], index) => ({
  id: `mend-lamp.${index + 1}`,
  documentId: 'mend-lamp',
  title: `Mend a lamp > ${heading}`,
  text,
  kind: 'guide',
  product: 'desk-lamp',
  score: 1,
}));

let shop: Shop;
let ada: ToolContext;
let visitor: ToolContext;

beforeAll(async () => {
  shop = await openShop();
  const knowledge = {
    search: async () => ({ chunks: [], evidence: 'none' as const }),
    document: async (id: string) =>
      id === 'mend-lamp' ? { id, title: 'Mend a lamp', kind: 'guide' as const, chunks } : undefined,
  };
  ada = shop.contextOf('switchboard_troubleshooting', 'CA', { knowledge });
  visitor = shop.contextOf('switchboard_troubleshooting', undefined, { knowledge });
});
afterAll(() => shop.close());

const guide = 'mend-lamp';
const start = async (symptom: string, context = visitor) =>
  expectOk(await startDiagnosis.run({ guide, symptom }, context)).data as DiagnosisView;
const go = async (step: string, observation: string, context = visitor) =>
  expectOk(await advanceDiagnosis.run({ guide, step, observation }, context)).data as DiagnosisView;

describe('start_diagnosis', () => {
  it('gives the first step of the part that fits, alone and with its passage', async () => {
    const result = expectOk(await startDiagnosis.run({ guide, symptom: 'my lamp stays dark' }, visitor));
    expect(result.data).toMatchObject({
      state: 'step',
      step: { id: '1.1', text: 'Push the plug in.', expect: [], chunkId: 'mend-lamp.3' },
    });
    expect(result.citations?.map((citation) => citation.chunkId)).toEqual(['mend-lamp.3']);
    expect(result.facts?.at(-1)).toMatchObject({ kind: 'guide-step', id: 'mend-lamp#1.1' });
  });

  it('asks which part fits when the words do not tell', async () => {
    expect(await start('something is odd')).toMatchObject({
      state: 'choose',
      sections: ['It stays dark', 'It hums'],
    });
  });

  it("stops at a danger with the guide's own safety words", async () => {
    expect(await start('there is smoke')).toMatchObject({
      state: 'stop',
      advice: { chunkId: 'mend-lamp.2' },
      step: null,
    });
  });

  it('says that there is no such guide', async () => {
    expect(await startDiagnosis.run({ guide: 'nope' }, visitor)).toMatchObject({ code: 'not-found' });
  });
});

describe('advance_diagnosis', () => {
  it('goes on step by step', async () => {
    expect(await go('1.1', 'still dark')).toMatchObject({
      state: 'step',
      step: { id: '1.2', expect: ['The light is green', 'The light is red'] },
    });
    expect(await go('1.4', 'no change')).toMatchObject({ state: 'exhausted', step: null });
  });

  it('branches on what the customer saw, within the part and to another', async () => {
    expect(await go('1.2', 'it is green')).toMatchObject({ state: 'advice', step: { id: '1.4' } });
    expect(await go('1.2', 'red')).toMatchObject({
      state: 'advice',
      step: { id: '2.1', text: 'Turn the dimmer up.' },
    });
    expect(await go('1.2', 'I see nothing')).toMatchObject({ state: 'step', step: { id: '1.3' } });
  });

  it('ends when it works, and not when it does not', async () => {
    expect(await go('1.1', 'great, it works now')).toMatchObject({ state: 'solved' });
    expect(await go('1.1', 'it still does not work')).toMatchObject({ state: 'step' });
  });

  it('stops at a danger, but not at one that is denied', async () => {
    expect(await go('1.1', 'now I see sparks')).toMatchObject({ state: 'stop' });
    expect(await go('1.1', 'no smoke, but dark')).toMatchObject({ state: 'step' });
  });

  it('knows its steps', async () => {
    expect(await advanceDiagnosis.run({ guide, step: '9.9', observation: 'x' }, visitor)).toMatchObject({
      code: 'not-found',
    });
  });

  it('remembers for a customer what was tried, a repeated call once, and nothing for a visitor', async () => {
    const begun = await start('stays dark', ada);
    await go('1.1', 'still dark', ada);
    const again = await go('1.1', 'still dark', ada);
    expect(again).toMatchObject({
      caseId: begun.caseId,
      tried: [{ step: '1.1', observation: 'still dark' }],
    });
    const solved = await go('1.3', 'it works again', ada);
    expect(solved.tried.map((tried) => tried.step)).toEqual(['1.1', '1.3']);
    const { rows } = await shop.pool.query(
      `select id, status, customer_id from cases where kind = 'diagnosis'`,
    );
    expect(rows).toEqual([{ id: begun.caseId, status: 'resolved', customer_id: 'CA' }]);
    expect(await go('1.1', 'still dark')).toMatchObject({ caseId: null });
  });
});
