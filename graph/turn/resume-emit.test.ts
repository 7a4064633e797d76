import { describe, expect, it } from 'vitest';
import type { TurnEvent } from '../../contract/events.js';
import { createResumeEmit } from './resume-emit.js';
import type { LoggedEvent } from './turn-log.js';

const words = (text: string, requestId = 'r1'): TurnEvent => ({ type: 'text-delta', requestId, text });
const end = (requestId = 'r1'): TurnEvent => ({
  type: 'agent-end',
  outcome: { requestId, agent: 'troubleshooting', status: 'answered' },
});
const started: TurnEvent = { type: 'turn-start', turnId: 't1', requests: [] };

function resume(before: readonly TurnEvent[], after: readonly TurnEvent[], exact = true): TurnEvent[] {
  const logged: LoggedEvent[] = before.map((event, index) => ({ id: index + 1, event }));
  const emitted: TurnEvent[] = [];
  const emit = createResumeEmit(logged, exact, (event) => emitted.push(event));
  for (const event of after) emit(event);
  return emitted;
}

describe('what a turn says that begins again', () => {
  it('goes on behind the words that were shown, however they are cut into events', () => {
    expect(
      resume(
        [started, words('It is '), words('on its')],
        [started, words('It'), words(' is on its way'), words(' today.'), end()],
      ),
    ).toEqual([words(' way'), words(' today.'), end()]);
  });

  it('says nothing again of a part that had ended', () => {
    expect(resume([words('Done.'), end()], [words('Done.'), end(), words('\n\nMore.', 'r2')])).toEqual([
      words('\n\nMore.', 'r2'),
    ]);
  });

  it('begins anew, and says so, where the words differ', () => {
    expect(resume([words('It is on')], [words('It'), words(' arrives'), words(' today.'), end()])).toEqual([
      { type: 'text-incomplete', requestId: 'r1', reason: 'interrupted' },
      words('\n\nIt arrives'),
      words(' today.'),
      end(),
    ]);
  });

  it('begins anew after a crash, since the last words shown may not have been stored', () => {
    expect(resume([words('It is')], [words('It is'), words(' here.')], false)).toEqual([
      { type: 'text-incomplete', requestId: 'r1', reason: 'interrupted' },
      words('\n\nIt is'),
      words(' here.'),
    ]);
    expect(resume([words('Done.'), end()], [words('Done.'), end()], false)).toEqual([]);
  });

  it('tells what happens twice as often as it happens', () => {
    const tool: TurnEvent = {
      ...{ type: 'tool-start', requestId: 'r1', agent: 'troubleshooting', callId: 'c', tool: 't' },
    };
    expect(resume([tool], [tool, tool])).toEqual([tool]);
  });
});
