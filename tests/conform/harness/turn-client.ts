import { TurnEvent } from '../../../contract/events.js';
import { readEvents } from '../../../platform/http/read-events.js';
import type { Customer } from './customer.js';

/** An event of a turn with its id in the stream. */
export interface NumberedEvent {
  id: number;
  event: TurnEvent;
}

/** A message with all that may go with it. */
export interface Post {
  supervisor: string;
  text: string;
  onDisconnect?: 'cancel' | 'continue';
  key?: string;
  accept?: string;
  signal?: AbortSignal;
}

/** Sends a message; the answer may be anything, also a problem. */
export function postMessage(customer: Customer, post: Post): Promise<Response> {
  const { supervisor, text, onDisconnect = 'cancel', key, accept = 'text/event-stream', signal } = post;
  return fetch(`${supervisor}/v1/sessions/${customer.sessionId}/messages`, {
    method: 'POST',
    headers: { ...customer.headers, accept, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    body: JSON.stringify({ text, onDisconnect }),
    signal: signal ?? null,
  });
}

/** Asks a replica for the events of a turn behind the last one seen. */
export function rejoinTurn(
  customer: Customer,
  turn: { supervisor: string; turnId: string; lastEventId: number },
): Promise<Response> {
  const { supervisor, turnId, lastEventId } = turn;
  return fetch(`${supervisor}/v1/sessions/${customer.sessionId}/turns/${turnId}/events`, {
    headers: { ...customer.headers, accept: 'text/event-stream', 'last-event-id': String(lastEventId) },
  });
}

/** The events of a response with their ids, as they come. */
export async function* readNumbered(response: Response): AsyncGenerator<NumberedEvent> {
  if (response.status !== 200) throw new Error(`no events: ${response.status} ${await response.text()}`);
  for await (const { data, id } of readEvents(response)) {
    yield { id: Number(id), event: TurnEvent.parse(JSON.parse(data)) };
  }
}

/** All of them. */
export async function collectNumbered(response: Response): Promise<NumberedEvent[]> {
  const events: NumberedEvent[] = [];
  for await (const event of readNumbered(response)) events.push(event);
  return events;
}

/** The words that some events show. */
export function wordsOf(events: readonly NumberedEvent[]): string {
  return events.map(({ event }) => (event.type === 'text-delta' ? event.text : '')).join('');
}
