import type { TurnEvent } from '../../contract/events.js';
import { startChat } from '../../tests/e2e/chat-client.js';
import { openWorld } from '../../tests/e2e/open-world.js';
import type { LabelledMessage } from './labelled-message.js';

/** A message whose requests did not each end in exactly one outcome, and how they ended. */
export interface LostRequest {
  message: LabelledMessage;
  requests: readonly string[];
  outcomes: readonly string[];
}

/** What turns over the whole system came to: how many requests they had, how many of those failed, and which were lost. */
export interface OutcomeReport {
  messages: number;
  requests: number;
  failed: number;
  lost: readonly LostRequest[];
}

const CUSTOMER = 'C1001';

/** Sends each message as the first of a conversation to a supervisor with its agents over HTTP, and compares what was asked with how it ended. */
export async function measureOutcomes(messages: readonly LabelledMessage[]): Promise<OutcomeReport> {
  const world = await openWorld();
  try {
    const [supervisor = ''] = world.supervisors;
    const token = await world.tokenOf(CUSTOMER);
    const lost: LostRequest[] = [];
    let [requests, failed] = [0, 0];
    for (const message of messages) {
      const chat = await startChat(supervisor, token);
      const events = await chat.say(message.text);
      const turn = { asked: requestsOf(events), ended: outcomesOf(events) };
      requests += turn.asked.length;
      failed += turn.ended.filter(({ status }) => status === 'failed').length;
      const outcomes = turn.ended.map(({ requestId }) => requestId);
      if (!areSame(turn.asked, outcomes)) lost.push({ message, requests: turn.asked, outcomes });
    }
    return { messages: messages.length, requests, failed, lost };
  } finally {
    await world.close();
  }
}

function requestsOf(events: readonly TurnEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'turn-start' ? event.requests.map(({ requestId }) => requestId) : [],
  );
}

/** Of the event that ends the stream alone; a turn that ended otherwise has no outcome. */
function outcomesOf(events: readonly TurnEvent[]): { requestId: string; status: string }[] {
  const last = events.at(-1);
  return last?.type === 'turn-end' ? last.outcomes : [];
}

/** Whether there are requests, and each ended once, and nothing else did. */
function areSame(requests: readonly string[], outcomes: readonly string[]): boolean {
  return requests.length > 0 && [...requests].sort().join() === [...outcomes].sort().join();
}
