import { describe, expect, it } from 'vitest';
import type { AgentRequest } from '../contract/agent-request.js';
import { withReceivedDeadline } from './received-deadline.js';

const now = new Date('2026-03-01T12:00:00.000Z');
const written = '2026-03-01T13:00:00.000Z';
const request: AgentRequest = {
  requestId: 'r1',
  request: 'where is it',
  context: {
    ...{ sessionId: 's1', turnId: 't1', locale: 'en', window: [], summary: '', facts: [] },
    deadlineAt: written,
  },
};
const deadlineOf = (header: string | undefined) =>
  withReceivedDeadline(request, header, now).context.deadlineAt;

describe('the deadline of a request', () => {
  it('is so long from now as the header says, whatever the caller’s clock shows', () => {
    expect(deadlineOf('1500')).toBe('2026-03-01T12:00:01.500Z');
    expect(deadlineOf('0')).toBe('2026-03-01T12:00:00.000Z');
  });

  it.each([undefined, '', '-5', '1e9', '2.5', 'soon', '99999999999'])(
    'is what the caller wrote when the header is %s',
    (header) => {
      expect(deadlineOf(header)).toBe(written);
    },
  );
});
