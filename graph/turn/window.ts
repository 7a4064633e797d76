import { z } from 'zod';
import { Outcome } from '../../contract/outcome.js';
import type { WindowMessage } from '../../contract/session-context.js';

/** How many messages travel with a request word for word; what came before is told in the summary. */
const WINDOW_MESSAGES = 10;
/** How many messages are read at the start of a turn, whatever the length of the conversation. */
export const MESSAGES_LOOKED_AT = 40;
const MESSAGE_LIMIT = 2_000;
const SUMMARY_LINE = 90;
const SUMMARY_LIMIT = 2_400;

/** A stored message, as the turn store reads it. */
export interface StoredMessage {
  role: WindowMessage['role'];
  body: string;
  data: unknown;
}

const StoredData = z.object({ outcomes: z.array(Outcome).default([]) });

/**
 * The bounded context of a turn, from the newest messages (newest first): the last ones word for word, those before
 * in a line each, and the agent whose question stands open. Its size does not grow with the conversation.
 */
export function buildWindow(newestFirst: readonly StoredMessage[]): {
  window: WindowMessage[];
  summary: string;
  awaiting: string | null;
} {
  const window = newestFirst.slice(0, WINDOW_MESSAGES).map(toWindowMessage).reverse();
  const before = newestFirst.slice(WINDOW_MESSAGES).map(toSummaryLine).reverse();
  return {
    window,
    summary: before.join('\n').slice(-SUMMARY_LIMIT),
    awaiting: awaitingAgent(newestFirst[0]),
  };
}

function toWindowMessage({ role, body, data }: StoredMessage): WindowMessage {
  const agents = new Set(outcomesOf(data).map(({ agent }) => agent));
  const [agent] = agents;
  const text = body.slice(0, MESSAGE_LIMIT);
  return agents.size === 1 && agent !== undefined ? { role, text, agent } : { role, text };
}

function toSummaryLine({ role, body }: StoredMessage): string {
  const line = body.replace(/\s+/g, ' ').trim();
  return `${role}: ${line.length <= SUMMARY_LINE ? line : `${line.slice(0, SUMMARY_LINE - 1)}…`}`;
}

function awaitingAgent(newest: StoredMessage | undefined): string | null {
  if (newest?.role !== 'assistant') return null;
  const open = outcomesOf(newest.data).filter(
    ({ status, agent }) => status === 'needs-info' && agent !== 'supervisor',
  );
  return open.at(-1)?.agent ?? null;
}

function outcomesOf(data: unknown): Outcome[] {
  return StoredData.catch({ outcomes: [] }).parse(data).outcomes;
}
