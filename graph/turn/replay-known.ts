import type { AgentReply } from '../../contract/agent-reply.js';
import type { OpenTurn } from './open-turn.js';
import type { TurnListener } from './turn-context.js';
import type { TurnRecorder } from './turn-recorder.js';

/** Tells a whole reply as its agent told it, for a listener that shows what it has not shown yet. */
export function tellReply(reply: AgentReply, listener: TurnListener): void {
  const { requestId } = reply.outcome;
  for (const citation of reply.citations) listener.progressed({ type: 'citation', requestId, citation });
  if (reply.text !== '') listener.progressed({ type: 'text-delta', requestId, text: reply.text });
  for (const item of reply.items) listener.progressed({ type: 'item-shown', requestId, item });
}

/** Before a turn ends that another replica began: what that one has shown is part of what is kept. */
export function replayKnown({ open, recorder }: { open: OpenTurn; recorder: TurnRecorder }): void {
  const { known } = open;
  if (known?.plan === undefined || recorder.progress().plan !== undefined) return;
  recorder.listener.understood(known.plan);
  for (const { requestId } of known.plan) {
    const reply = known.replies.find(({ outcome }) => outcome.requestId === requestId);
    if (reply === undefined) tellShown(open, requestId, recorder.listener);
    else {
      tellReply(reply, recorder.listener);
      recorder.listener.ended(reply);
    }
  }
}

/** The words without the blank line that set them apart from the part before. */
function tellShown({ known }: OpenTurn, requestId: string, listener: TurnListener): void {
  const events = (known?.events ?? []).map(({ event }) => event);
  for (const event of events) {
    if (event.type === 'citation' && event.requestId === requestId) listener.progressed(event);
  }
  const text = events
    .map((event) => (event.type === 'text-delta' && event.requestId === requestId ? event.text : ''))
    .join('');
  if (text !== '') listener.progressed({ type: 'text-delta', requestId, text: text.replace(/^\n\n/, '') });
}
