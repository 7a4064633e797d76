import { describe, expect, it } from 'vitest';
import type { MessageView } from '../../contract/chat-api.js';
import { CANCEL_PROPOSAL, GUIDE_PART, SHIPPED_ORDER } from '../testing/samples.js';
import { isTold, turnsOfMessages } from './history.js';

const at = '2026-11-20T08:00:00.000Z';
const message = (
  turnId: string,
  role: MessageView['role'],
  text: string,
  more: Partial<MessageView> = {},
): MessageView => ({
  id: `${turnId}:${role}`,
  role,
  text,
  createdAt: at,
  turnId,
  ...more,
});

describe('turnsOfMessages', () => {
  it('puts question and answer of a turn together, with cards, sources and the agent that wrote it', () => {
    const citations = [...(GUIDE_PART.citations ?? [])];
    const outcomes = [{ requestId: 'r1', agent: 'troubleshooting', status: 'needs-info' as const }];
    const turns = turnsOfMessages([
      message('t1', 'customer', 'It will not charge'),
      message('t1', 'assistant', 'Wipe it', { outcomes, citations, items: [SHIPPED_ORDER] }),
      message('t2', 'customer', 'Done'),
      message('t2', 'assistant', 'Good'),
    ]);
    expect(turns.map(({ question, phase }) => [question, phase])).toEqual([
      ['It will not charge', 'done'],
      ['Done', 'done'],
    ]);
    expect(turns[0]?.parts).toMatchObject([
      { agent: 'troubleshooting', status: 'needs-info', text: 'Wipe it', citations, items: [SHIPPED_ORDER] },
    ]);
  });

  it('names no single agent where several answered, or none was needed', () => {
    const outcomes = [
      { requestId: 'r1', agent: 'order-management', status: 'answered' as const },
      { requestId: 'r2', agent: 'personalization', status: 'answered' as const },
      { requestId: 'r3', agent: 'troubleshooting', status: 'failed' as const, reason: 'timeout' as const },
    ];
    const [turn] = turnsOfMessages([message('t1', 'assistant', 'Two of three', { outcomes })]);
    expect(turn?.parts[0]?.agent).toBe('');
    const own = [{ requestId: 'r1', agent: 'supervisor', status: 'answered' as const }];
    const [greeting] = turnsOfMessages([message('t1', 'assistant', 'Hello', { outcomes: own })]);
    expect(greeting?.parts[0]?.agent).toBe('');
  });

  it('shows a question that never got its answer as interrupted', () => {
    expect(turnsOfMessages([message('t1', 'customer', 'Hello?')])).toMatchObject([
      { phase: 'interrupted', parts: [] },
    ]);
  });

  it('joins the messages of a burst and marks what a person wrote', () => {
    const [turn] = turnsOfMessages([
      message('t1', 'customer', 'Wait', { id: 'a' }),
      message('t1', 'customer', 'I mean the other one', { id: 'b' }),
      message('t1', 'staff', 'I have looked into it.'),
    ]);
    expect(turn).toMatchObject({ question: 'Wait\n\nI mean the other one', parts: [{ agent: 'a-person' }] });
  });

  it('puts what was proposed into its turn, with what became of it, and leaves out the message that tells the same', () => {
    const view = { ...CANCEL_PROPOSAL, turnId: 't1', status: 'committed' as const, result: 'Cancelled.' };
    const messages = [
      message('t1', 'customer', 'Cancel it'),
      message('t1', 'assistant', 'Please confirm'),
      message('t2', 'customer', 'Thanks'),
      message('a1', 'assistant', 'Cancelled.', { id: 'a1:result' }),
    ];
    const turns = turnsOfMessages(messages, [view]);
    expect(turns.map(({ turnId }) => turnId)).toEqual(['t1', 't2']);
    expect(turns[0]?.parts).toMatchObject([
      { text: 'Please confirm', actions: [{ view, attempt: { kind: 'none' } }] },
    ]);
    expect(turnsOfMessages(messages)).toHaveLength(3);
  });

  it('leaves out the notice of a rejection, which its card tells, and keeps that of an approval', () => {
    const notice = message('n', 'staff', 'A colleague says: fine.', { id: 'a1:staff' });
    const view = { ...CANCEL_PROPOSAL, turnId: 't1', status: 'rejected' as const };
    expect(isTold(notice, [view])).toBe(true);
    expect(isTold(notice, [{ ...view, status: 'committed' }])).toBe(false);
    expect(isTold(notice, [{ ...view, id: 'a2' }])).toBe(false);
  });

  it('shows what was proposed in a turn without messages at the end', () => {
    const view = { ...CANCEL_PROPOSAL, turnId: 'gone', status: 'offered' as const };
    const turns = turnsOfMessages(
      [message('t1', 'customer', 'Hi'), message('t1', 'assistant', 'Hello')],
      [view],
    );
    expect(turns.at(-1)).toMatchObject({
      phase: 'done',
      question: '',
      parts: [{ agent: 'order-management', actions: [{ view }] }],
    });
  });
});
