import type { AgentReply } from '../../contract/agent-reply.js';
import { DEADLINE_HEADER } from '../../contract/deadline.js';
import { AgentEvent } from '../../contract/events.js';
import { CONTRACT_VERSION, CONTRACT_VERSION_HEADER } from '../../contract/version.js';
import { signSessionToken } from '../../platform/auth/session-token.js';
import { AppError } from '../../platform/errors.js';
import type { HttpClient } from '../../platform/http/http-client.js';
import { readEvents } from '../../platform/http/read-events.js';
import { deadline } from '../../platform/resilience/deadline.js';
import type { AgentCall } from './agent-caller.js';
import type { Attempt } from './attempt-at.js';

const TOKEN_SECONDS = 120;

/** Where the agents are and how a request is signed for them. */
export interface AgentWire {
  http: HttpClient;
  /** By agent id. */
  urls: Readonly<Record<string, string>>;
  sessionTokenSecret: string;
  /** An agent says that it has begun at once: one that is silent for so long hangs. */
  firstEventTimeoutMs: number;
  /** How long one attempt may take in all; the agent is told. */
  attemptTimeoutMs: number;
}

/**
 * One attempt over HTTP: forwards the agent's events as they come and resolves to its reply. Rejects with an AppError
 * when the agent cannot be reached, refuses, or ends without a reply.
 */
export async function callAgent(wire: AgentWire, call: AgentCall, attempt: Attempt): Promise<AgentReply> {
  const response = await post(wire, call, attempt);
  for await (const { data } of readEvents(response, attempt.signal)) {
    attempt.isAlive();
    const event = parseEvent(data);
    if (event.type === 'error') throw new AppError('unavailable', event.problem.title);
    if (event.type === 'agent-end' && event.reply !== undefined) return event.reply;
    call.onEvent(event);
  }
  throw new AppError('unavailable', 'The agent ended without a reply.');
}

async function post(
  { http, urls, sessionTokenSecret, firstEventTimeoutMs, attemptTimeoutMs }: AgentWire,
  call: AgentCall,
  { address, signal }: Attempt,
) {
  const { agent, request, identity, traceparent } = call;
  const { sessionId, turnId } = request.context;
  const grant = { identity, sessionId, turnId, audience: agent, expiresInSeconds: TOKEN_SECONDS };
  const token = await signSessionToken(sessionTokenSecret, grant);
  const start = deadline(firstEventTimeoutMs, signal);
  const response = await http
    .fetch(`${urls[agent]}/v1/respond`, {
      method: 'POST',
      address,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'text/event-stream',
        'content-type': 'application/json',
        [CONTRACT_VERSION_HEADER]: CONTRACT_VERSION,
        [DEADLINE_HEADER]: String(remainingMs(request.context.deadlineAt, attemptTimeoutMs)),
        ...(traceparent === undefined ? {} : { traceparent }),
      },
      body: JSON.stringify(request),
      signal: start.signal,
    })
    .finally(start.clear);
  if (response.status === 200) return response;
  await response.body?.cancel();
  const isCallersFault = response.status < 500 && response.status !== 429;
  throw new AppError(
    isCallersFault ? 'bad-request' : 'unavailable',
    `The agent answered with status ${response.status}.`,
  );
}

/** What is left of the turn, and no more than one attempt may take. */
function remainingMs(deadlineAt: string, attemptTimeoutMs: number): number {
  const left = Date.parse(deadlineAt) - Date.now();
  return Math.max(0, Math.min(attemptTimeoutMs, Math.floor(left)));
}

function parseEvent(data: string): AgentEvent {
  try {
    return AgentEvent.parse(JSON.parse(data));
  } catch (cause) {
    throw new AppError('unavailable', 'The agent sent something that is no event.', { cause });
  }
}
