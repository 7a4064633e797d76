import { randomUUID } from 'node:crypto';
import { TurnEvent } from '../../../contract/events.js';
import { readEvents } from '../../../platform/http/read-events.js';
import { sleep } from '../../../platform/resilience/sleep.js';
import type { Customer } from '../harness/customer.js';

const GIVES_UP_AFTER_MILLISECONDS = 45_000;
const SILENT_FOR_MILLISECONDS = 20_000;

/** What became of a message that its customer did not let go of. */
export interface Persisted {
  text: string;
  turnId: string | undefined;
  /** `served` is a whole or partial answer; `failed` is an honest error as the last event; `lost` is neither in time. */
  end: 'served' | 'failed' | 'lost';
  /** An answer that names a missing part. */
  partial: boolean;
  /** Why it was sent or joined again. */
  troubles: readonly string[];
  proposals: readonly { id: string; argsHash: string }[];
}

interface Place {
  turnId: string | undefined;
  lastEventId: string;
  events: TurnEvent[];
}

/**
 * Does what the page does, only longer: a stream that breaks is joined again behind its last event, at the other
 * supervisor, and what was not acknowledged is sent again with the same key.
 */
export async function sendUntilAnswered(
  customer: Customer,
  text: string,
  supervisors: readonly string[],
): Promise<Persisted> {
  const key = randomUUID();
  const place: Place = { turnId: undefined, lastEventId: '0', events: [] };
  const troubles: string[] = [];
  const giveUpAt = performance.now() + GIVES_UP_AFTER_MILLISECONDS;
  let first = Math.floor(Math.random() * supervisors.length);
  while (performance.now() < giveUpAt) {
    const supervisor = supervisors[first++ % supervisors.length] ?? '';
    const trouble = await attempt(customer, { text, key, supervisor, place }).catch(
      (error: unknown) => `broken: ${error instanceof Error ? error.message : error}`,
    );
    const last = place.events.at(-1);
    if (last?.type === 'turn-end') return conclude(text, place, troubles, 'served');
    if (last?.type === 'error') return conclude(text, place, troubles, 'failed');
    if (last?.type === 'turn-interrupted' && last.resumes !== true)
      return conclude(text, place, [...troubles, `interrupted: ${last.reason}`], 'failed');
    if (trouble !== undefined) troubles.push(trouble);
    await sleep(300 + Math.random() * 400);
  }
  return conclude(text, place, troubles, 'lost');
}

/** One request; resolves to what went wrong, if anything. The events that came stand in the place. */
async function attempt(
  customer: Customer,
  { text, key, supervisor, place }: { text: string; key: string; supervisor: string; place: Place },
): Promise<string | undefined> {
  const silent = new AbortController();
  const timer = setTimeout(() => silent.abort(new Error('silent')), SILENT_FOR_MILLISECONDS);
  try {
    const response =
      place.turnId === undefined
        ? await customer.send(text, {
            supervisor,
            signal: silent.signal,
            headers: { 'idempotency-key': key },
            onDisconnect: 'continue',
          })
        : await fetch(`${supervisor}/v1/sessions/${customer.sessionId}/turns/${place.turnId}/events`, {
            headers: { ...customer.headers, accept: 'text/event-stream', 'last-event-id': place.lastEventId },
            signal: silent.signal,
          });
    if (response.status !== 200) {
      if (response.status === 404) place.turnId = undefined;
      await response.body?.cancel();
      return `status ${response.status}`;
    }
    for await (const { data, id } of readEvents(response)) {
      timer.refresh();
      const event = TurnEvent.parse(JSON.parse(data));
      if (id !== undefined) place.lastEventId = id;
      if ('turnId' in event) place.turnId = event.turnId;
      place.events.push(event);
    }
    return place.events.at(-1)?.type === 'turn-end' ? undefined : 'the stream ended early';
  } finally {
    clearTimeout(timer);
  }
}

function conclude(
  text: string,
  { turnId, events }: Place,
  troubles: readonly string[],
  end: Persisted['end'],
): Persisted {
  const last = events.at(-1);
  return {
    text,
    turnId,
    end,
    partial: last?.type === 'turn-end' && last.missing.length > 0,
    troubles,
    proposals: events.flatMap((event) => (event.type === 'action-proposed' ? [event.proposal] : [])),
  };
}

/** Confirms a proposed action until it is known what became of it; false when that could not be found out. */
export async function confirmUntilDone(
  customer: Customer,
  proposal: { id: string; argsHash: string },
  supervisors: readonly string[],
): Promise<boolean> {
  const key = randomUUID();
  const giveUpAt = performance.now() + GIVES_UP_AFTER_MILLISECONDS;
  for (let attempt = 0; performance.now() < giveUpAt; attempt++) {
    const supervisor = supervisors[attempt % supervisors.length];
    const response = await fetch(`${supervisor}/v1/sessions/${customer.sessionId}/actions/${proposal.id}`, {
      method: 'POST',
      headers: { ...customer.headers, 'idempotency-key': key },
      body: JSON.stringify({ decision: 'confirm', argsHash: proposal.argsHash }),
    }).catch(() => undefined);
    await response?.arrayBuffer().catch(() => undefined);
    if (response?.status === 200) return true;
    await sleep(300 + Math.random() * 400);
  }
  return false;
}
