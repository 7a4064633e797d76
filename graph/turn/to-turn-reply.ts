import type { TurnReply } from '../../contract/chat-api.js';
import type { TurnEvent } from '../../contract/events.js';

/** Folds a finished turn's events into one JSON reply; undefined when the turn did not come to its end. */
export function toTurnReply(events: readonly TurnEvent[]): TurnReply | undefined {
  const end = events.find((event) => event.type === 'turn-end');
  if (end === undefined) return undefined;
  const { turnId, outcomes, missing, usage, degraded, heldByPerson } = end;
  if (heldByPerson) return { turnId, text: '', outcomes, missing, citations: [], items: [], usage, degraded };
  return {
    turnId,
    text: events.map((event) => (event.type === 'text-delta' ? event.text : '')).join(''),
    outcomes,
    missing,
    citations: events.flatMap((event) => (event.type === 'citation' ? [event.citation] : [])),
    items: events.flatMap((event) => (event.type === 'item-shown' ? [event.item] : [])),
    usage,
    degraded,
  };
}
