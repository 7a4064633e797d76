import { z } from 'zod';
import { SessionView } from '../../contract/chat-api.js';
import { TurnEvent } from '../../contract/events.js';
import { readEvents } from '../../platform/http/read-events.js';

/** One conversation over HTTP, as a program outside would have it. */
export interface ChatClient {
  sessionId: string;
  /** Sends a message and gives all events of the turn; `supervisor` is the URL of the replica that takes it. */
  say(text: string, supervisor?: string): Promise<TurnEvent[]>;
}

/** Begins a conversation; without a token as an anonymous visitor. */
export async function startChat(supervisor: string, token?: string): Promise<ChatClient> {
  const authorization: Record<string, string> =
    token === undefined ? {} : { authorization: `Bearer ${token}` };
  const headers = { ...authorization, 'content-type': 'application/json' };
  const created = await fetch(`${supervisor}/v1/sessions`, { method: 'POST', headers, body: '{}' });
  if (created.status !== 201) throw new Error(`no session: ${created.status} ${await created.text()}`);
  const { id } = SessionView.parse(await created.json());
  return {
    sessionId: id,
    async say(text, replica = supervisor) {
      const response = await fetch(`${replica}/v1/sessions/${id}/messages`, {
        method: 'POST',
        headers: { ...headers, accept: 'text/event-stream' },
        body: JSON.stringify({ text }),
      });
      if (response.status !== 200) throw new Error(`no turn: ${response.status} ${await response.text()}`);
      const events: TurnEvent[] = [];
      for await (const { data } of readEvents(response)) events.push(TurnEvent.parse(JSON.parse(data)));
      return events;
    },
  };
}

/** A token of a demo customer, from the supervisor's own demo login. */
export async function demoToken(supervisor: string, customerId: string): Promise<string> {
  const response = await fetch(`${supervisor}/v1/demo/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ customerId }),
  });
  if (!response.ok) throw new Error(`no demo token: ${response.status} ${await response.text()}`);
  return z.object({ token: z.string() }).parse(await response.json()).token;
}
