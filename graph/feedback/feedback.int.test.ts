import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MessageView, type SessionView, TurnReply } from '../../contract/chat-api.js';
import type { Citation } from '../../contract/citation.js';
import { type ServedPassage, ServedPassages } from '../../contract/knowledge.js';
import { openSupervisors, type TestSupervisors } from '../testing/open-supervisors.js';

let house: TestSupervisors;
beforeAll(async () => {
  house = await openSupervisors();
});
afterAll(() => house.close());

const cite = (chunkId: string): Citation => ({
  chunkId,
  documentId: chunkId.split('.')[0] ?? '',
  title: `About ${chunkId}`,
  excerpt: 'An excerpt.',
});

/** A turn whose answer cites these passages. */
async function answered(customer: string | undefined, ...chunkIds: string[]) {
  const by = customer === undefined ? {} : { customer };
  house.play(async ({ requestId }, send) => {
    for (const id of chunkIds) await send({ type: 'citation', requestId, citation: cite(id) });
    return { text: `As written ${chunkIds.map((id) => `[${id}]`).join('')}`, citations: chunkIds.map(cite) };
  });
  const made = { method: 'POST', body: {}, status: 201, ...by };
  const { id: session } = await house.json<SessionView>('/v1/sessions', made);
  const sent = { method: 'POST', body: { text: 'how do I descale it' }, ...by };
  const { turnId, citations } = TurnReply.parse(await house.json(`/v1/sessions/${session}/messages`, sent));
  expect(citations.map(({ chunkId }) => chunkId)).toEqual(chunkIds);
  return { session, turnId, path: `/v1/sessions/${session}/turns/${turnId}/feedback`, by };
}
const rate = (path: string, body: object, by: { customer?: string }) =>
  house.call(path, { method: 'POST', body, ...by });
const served = async (days = 30): Promise<ServedPassage[]> =>
  ServedPassages.parse(await house.json(`/v1/knowledge/served?days=${days}`, { staff: 'S1' })).passages;
const servedOf = async (chunkId: string) => (await served()).find((passage) => passage.chunkId === chunkId);

describe('feedback', () => {
  it('is kept for an answer of the customer, the last word counts, and the history shows it', async () => {
    const { session, path, by } = await answered('C1001', 'kettle-guide.1');
    expect((await rate(path, { helpful: false, comment: 'The steps end in the middle.' }, by)).status).toBe(
      204,
    );
    expect(await servedOf('kettle-guide.1')).toMatchObject({
      ...{ documentId: 'kettle-guide', title: 'About kettle-guide.1', answers: 1, helpful: 0, unhelpful: 1 },
      comments: ['The steps end in the middle.'],
    });
    expect((await rate(path, { helpful: true }, by)).status).toBe(204);
    expect(await servedOf('kettle-guide.1')).toMatchObject({ helpful: 1, unhelpful: 0, comments: [] });
    const { messages } = await house.json<{ messages: unknown[] }>(`/v1/sessions/${session}/messages`, by);
    expect(messages.map((message) => MessageView.parse(message).helpful)).toEqual([undefined, true]);
  });

  it('is taken from nobody but the customer of the session, and for no other turn', async () => {
    const { session, path, by } = await answered('C1002', 'fan-guide.1');
    for (const other of [{ customer: 'C1003' }, {}])
      expect((await rate(path, { helpful: false }, other)).status).toBe(404);
    expect((await rate(`/v1/sessions/${session}/turns/other/feedback`, { helpful: true }, by)).status).toBe(
      404,
    );
    expect((await rate(path, { helpful: 'yes' }, by)).status).toBe(400);
    expect(await servedOf('fan-guide.1')).toMatchObject({ answers: 1, helpful: 0, unhelpful: 0 });
  });

  it('is taken from an anonymous visitor for their own conversation', async () => {
    const { path } = await answered(undefined, 'lamp-guide.1');
    expect((await rate(path, { helpful: true }, {})).status).toBe(204);
    expect(await servedOf('lamp-guide.1')).toMatchObject({ helpful: 1 });
  });

  it('keeps no card number or address of a comment', async () => {
    const { path, by } = await answered('C1001', 'card-guide.1');
    await rate(
      path,
      { helpful: false, comment: 'write to me at ann@example.com, card 4111 1111 1111 1111' },
      by,
    );
    const { rows } = await house.world.pool.query(
      'select comment from turn_feedback where comment is not null',
    );
    expect(rows.map(({ comment }) => comment).join('\n')).not.toMatch(/example\.com|4111/);
  });

  it('goes with the session, and with all conversations of the customer', async () => {
    const count = async (session: string) => {
      const query = 'select count(*)::int as rows from turn_feedback where session_id = $1';
      return (await house.world.pool.query(query, [session])).rows[0].rows;
    };
    for (const remove of [(id: string) => `/v1/sessions/${id}`, () => '/v1/me/conversations']) {
      const { session, path, by } = await answered('C1004', 'gone-guide.1');
      await rate(path, { helpful: false }, by);
      expect(await count(session)).toBe(1);
      expect((await house.call(remove(session), { method: 'DELETE', ...by })).status).toBe(204);
      expect(await count(session)).toBe(0);
    }
    expect(await servedOf('gone-guide.1')).toBeUndefined();
  });
});

describe('the report of what was served', () => {
  it('counts an answer once for each passage, and shows what failed customers first', async () => {
    const first = await answered('C1005', 'often.1', 'both.2');
    await answered('C1005', 'often.1');
    await rate(first.path, { helpful: true }, first.by);
    const failed = await answered('C1006', 'both.2');
    await rate(failed.path, { helpful: false }, failed.by);
    const [both, often] = await Promise.all(['both.2', 'often.1'].map(servedOf));
    expect(both).toMatchObject({ answers: 2, helpful: 1, unhelpful: 1 });
    expect(often).toMatchObject({ answers: 2, helpful: 1, unhelpful: 0 });
    const order = (await served()).map(({ chunkId }) => chunkId);
    expect(order.indexOf('both.2')).toBeLessThan(order.indexOf('often.1'));
  });

  it('looks back as many days as it is asked to', async () => {
    const { session } = await answered('C1007', 'old-guide.1');
    const age = `update messages set created_at = now() - interval '10 days' where session_id = $1`;
    await house.world.pool.query(age, [session]);
    const ids = async (days: number) => (await served(days)).map(({ chunkId }) => chunkId);
    expect(await ids(7)).not.toContain('old-guide.1');
    expect(await ids(14)).toContain('old-guide.1');
  });

  it('is for the staff alone', async () => {
    expect((await house.call('/v1/knowledge/served')).status).toBe(401);
    expect((await house.call('/v1/knowledge/served', { customer: 'C1001' })).status).toBe(401);
    expect((await house.call('/v1/knowledge/served?days=0', { staff: 'S1' })).status).toBe(400);
  });
});
