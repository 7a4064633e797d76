import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AGENT_CARDS } from '../../agents/registry.js';
import type { AgentReply } from '../../contract/agent-reply.js';
import { FailureReason, OutcomeStatus } from '../../contract/outcome.js';
import { createTurnLog } from '../turn/turn-log.js';
import { createTurnRecorder } from '../turn/turn-recorder.js';
import { toFailedReply, toOwnReply } from './to-reply.js';

const agents = AGENT_CARDS.map(({ id }) => id);
const end = fc.oneof(
  fc.constantFrom(...OutcomeStatus.options.filter((status) => status !== 'failed')),
  fc.constantFrom(...FailureReason.options),
);
const part = fc.record({
  agent: fc.constantFrom(...agents),
  texts: fc.array(fc.constantFrom('It ', 'is here. ', 'Is there anything else?', '[x', '**'), {
    maxLength: 5,
  }),
  end,
  /** When it ends, relative to the others. */
  rank: fc.nat(20),
});

function replyOf(request: { requestId: string; agent: string; request: string }, ended: string): AgentReply {
  const failed = FailureReason.safeParse(ended);
  if (failed.success) return toFailedReply(request, failed.data);
  const status = OutcomeStatus.exclude(['failed']).parse(ended);
  return toOwnReply(request, '', status);
}

describe('the last event of a turn', () => {
  it('has one outcome for every request, in the order asked, whoever ends when and however', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 6 }),
        fc.record({
          oneVoice: fc.boolean(),
          cutAfter: fc.option(fc.nat(6)),
          worded: fc.option(fc.constant('All in one.')),
        }),
        (parts, { oneVoice, cutAfter, worded }) => {
          const log = createTurnLog();
          const recorder = createTurnRecorder({
            turnId: 't',
            cards: AGENT_CARDS,
            log,
            startedAt: 0,
            traceId: 'x',
          });
          const plan = parts.map(({ agent }, index) => ({ requestId: `r${index + 1}`, agent, request: 'x' }));
          recorder.listener.understood(plan, { oneVoice });
          const order = [...parts.keys()].sort(
            (left, right) => (parts[left]?.rank ?? 0) - (parts[right]?.rank ?? 0),
          );
          for (const index of order.slice(0, cutAfter ?? undefined)) {
            const [request, one] = [plan[index], parts[index]];
            if (request === undefined || one === undefined) continue;
            const { requestId } = request;
            for (const text of one.texts)
              recorder.listener.progressed({ type: 'text-delta', requestId, text });
            recorder.listener.ended(replyOf(request, one.end));
          }
          if (cutAfter === null) recorder.listener.composed?.(worded ?? undefined);
          else recorder.cutOff('timeout');
          const last = recorder.ending().at(-1);
          const ids = plan.map(({ requestId }) => requestId);
          expect(last).toMatchObject({ type: 'turn-end', outcomes: ids.map((requestId) => ({ requestId })) });
          const ends = log
            .events()
            .flatMap(({ event }) => (event.type === 'agent-end' ? [event.outcome.requestId] : []));
          expect(ends).toEqual(ids);
        },
      ),
      { numRuns: 500 },
    );
  });
});
