import type { ActionProposal } from '../../contract/action.js';
import type { Citation } from '../../contract/citation.js';
import type { DisplayItem } from '../../contract/display-item.js';
import type { TurnEvent } from '../../contract/events.js';
import type { Outcome } from '../../contract/outcome.js';
import type { Step } from './mock-supervisor.js';

/** One request of a recorded turn, as a test writes it down. */
export interface RecordedPart {
  agent: string;
  request: string;
  tools?: readonly string[];
  text?: string;
  citations?: readonly Citation[];
  items?: readonly DisplayItem[];
  /** They become those of this request. */
  proposals?: readonly ActionProposal[];
  handedOff?: true;
  /** It fails with this, after its text if it has one; the hint is said as the server says it, as its last words. */
  failure?: { reason: 'unavailable' | 'timeout' | 'interrupted'; hint: string };
}

/** The steps of a whole turn: agents begin together, their words come one after the other, word by word. */
export function recordTurn(
  parts: readonly RecordedPart[],
  { turnId = 'turn-1', pace = 0, degraded = false } = {},
): Step[] {
  const named = parts.map((part, index) => ({ ...part, requestId: `${turnId}-r${index + 1}` }));
  const requests = named.map(({ requestId, agent, request }) => ({ requestId, agent, request }));
  const begin: TurnEvent[] = [
    { type: 'turn-start', turnId, requests },
    ...named.map(({ requestId, agent }): TurnEvent => ({ type: 'agent-start', requestId, agent })),
  ];
  const work = named.flatMap(workOf);
  const outcomes = named.map(outcomeOf);
  const end: TurnEvent = {
    type: 'turn-end',
    turnId,
    outcomes,
    missing: named.flatMap(({ requestId, agent, failure }) =>
      failure === undefined ? [] : [{ requestId, agent, ...failure }],
    ),
    usage: {
      modelCalls: 3,
      toolCalls: 3,
      inputTokens: 900,
      outputTokens: 120,
      cachedInputTokens: 0,
      costMicros: 4_500,
    },
    timings: { understood: 12, firstText: 240, total: 1_340, agents: {} },
    degraded,
  };
  return [...begin, ...work, end].map((event) => ({ after: pace, event }));
}

function workOf(part: RecordedPart & { requestId: string }): TurnEvent[] {
  const { requestId, agent, tools = [], text = '', citations = [], items = [], failure } = part;
  const proposals = (part.proposals ?? []).map((proposal) => ({ ...proposal, requestId, agent }));
  const calls = tools.flatMap((tool, index): TurnEvent[] => {
    const callId = `${requestId}-c${index + 1}`;
    return [
      { type: 'tool-start', requestId, agent, callId, tool },
      { type: 'tool-end', requestId, agent, callId, tool, ok: true, milliseconds: 42 },
    ];
  });
  const words = (text.match(/\S+\s*/g) ?? []).map(
    (word): TurnEvent => ({ type: 'text-delta', requestId, text: word }),
  );
  const gap: TurnEvent[] =
    failure === undefined ? [] : [{ type: 'text-delta', requestId, text: `\n\n${failure.hint}` }];
  const cut: TurnEvent[] =
    failure === undefined || text === ''
      ? []
      : [{ type: 'text-incomplete', requestId, reason: failure.reason }];

  return [
    ...calls,
    ...citations.map((citation): TurnEvent => ({ type: 'citation', requestId, citation })),
    ...words,
    ...items.map((item): TurnEvent => ({ type: 'item-shown', requestId, item })),
    ...proposals.map((proposal): TurnEvent => ({ type: 'action-proposed', requestId, proposal })),
    ...cut,
    ...gap,
    { type: 'agent-end', outcome: outcomeOf(part) },
  ];
}

function outcomeOf(part: RecordedPart & { requestId: string }): Outcome {
  const { requestId, agent, failure } = part;
  const answered = part.proposals === undefined ? 'answered' : 'needs-confirmation';
  if (failure === undefined) return { requestId, agent, status: part.handedOff ? 'handed-off' : answered };
  return { requestId, agent, status: 'failed', reason: failure.reason };
}
