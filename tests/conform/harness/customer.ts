import { z } from 'zod';
import { TurnEvent } from '../../../contract/events.js';
import { signCustomerToken } from '../../../platform/auth/customer-token.js';
import { readEvents } from '../../../platform/http/read-events.js';
import { PROCESS_SECRET } from '../../helpers/processes.js';

/** A customer with one conversation, over HTTP like any program outside. */
export interface Customer {
  sessionId: string;
  headers: Readonly<Record<string, string>>;
  /** Sends a message; the answer may be anything, also a problem. */
  send(text: string, options?: SendOptions): Promise<Response>;
  /** Sends a message and reads the turn to its end; throws when it did not begin. */
  say(text: string, options?: SendOptions): Promise<TurnEvent[]>;
  /** The stored conversation. */
  history(): Promise<z.infer<typeof History>['messages']>;
}

/** Where a message goes, and what goes with it. */
export interface SendOptions {
  supervisor?: string | undefined;
  signal?: AbortSignal | undefined;
  headers?: Record<string, string>;
  /** `cancel` when left out. */
  onDisconnect?: 'cancel' | 'continue';
}

const History = z.object({
  messages: z.array(
    z.looseObject({ id: z.string(), role: z.string(), text: z.string(), turnId: z.string().optional() }),
  ),
});

/** Begins a conversation of a customer of the seeded shop. */
export async function openCustomer(supervisor: string, customerId = 'C1001'): Promise<Customer> {
  const identity = { customerId, level: 'verified' as const, expiresInSeconds: 7_200 };
  const token = await signCustomerToken(PROCESS_SECRET, identity);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const created = await fetch(`${supervisor}/v1/sessions`, { method: 'POST', headers, body: '{}' });
  if (created.status !== 201) throw new Error(`no session: ${created.status} ${await created.text()}`);
  const { id: sessionId } = z.object({ id: z.string() }).parse(await created.json());
  const send = (text: string, options: SendOptions = {}) =>
    fetch(`${options.supervisor ?? supervisor}/v1/sessions/${sessionId}/messages`, {
      method: 'POST',
      headers: { ...headers, accept: 'text/event-stream', ...options.headers },
      body: JSON.stringify({ text, onDisconnect: options.onDisconnect }),
      signal: options.signal ?? null,
    });
  return {
    sessionId,
    headers,
    send,
    async say(text, options) {
      const response = await send(text, options);
      if (response.status !== 200) throw new Error(`no turn: ${response.status} ${await response.text()}`);
      const events: TurnEvent[] = [];
      for await (const event of readTurnEvents(response)) events.push(event);
      return events;
    },
    async history() {
      const response = await fetch(`${supervisor}/v1/sessions/${sessionId}/messages`, { headers });
      return History.parse(await response.json()).messages;
    },
  };
}

/** The events of a turn as they come. */
export async function* readTurnEvents(response: Response): AsyncGenerator<TurnEvent> {
  for await (const { data } of readEvents(response)) yield TurnEvent.parse(JSON.parse(data));
}
