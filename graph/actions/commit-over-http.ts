import { ActionResult } from '../../contract/action.js';
import { DEADLINE_HEADER } from '../../contract/deadline.js';
import type { Identity } from '../../contract/identity.js';
import { signSessionToken } from '../../platform/auth/session-token.js';
import { AppError } from '../../platform/errors.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { isCalleeFault } from '../../platform/resilience/is-callee-fault.js';
import type { AgentGuards } from '../agents/agent-guards.js';
import type { Attempt } from '../agents/attempt-at.js';
import type { AgentWire } from '../agents/call-agent.js';

const ATTEMPT_MILLISECONDS = 10_000;

/** A confirmed action, and for whom it is carried out. */
export interface CommitOrder {
  identity: Identity;
  agent: string;
  sessionId: string;
  turnId: string;
  proposalId: string;
  traceparent: string | undefined;
}

/** Has a confirmed action carried out by the agent that proposed it; asking again gets the same answer. Rejects with `unavailable` when the agent cannot be reached. */
export type CommitAction = (order: CommitOrder) => Promise<ActionResult>;

/**
 * Commits over HTTP, behind the agent's own guard. It is not the caller's to abort: once a write has begun it is seen to its
 * end. Repeating it is safe, since the agent answers every repetition the same.
 */
export function createCommitOverHttp(wire: AgentWire, guards: AgentGuards): CommitAction {
  return (order) =>
    guards.run(order.agent, (attempt) => commitOnce(wire, order, attempt), {
      signal: new AbortController().signal,
      mayRetry: isCalleeFault,
    });
}

async function commitOnce(wire: AgentWire, order: CommitOrder, { address, signal }: Attempt) {
  const { identity, agent, sessionId, turnId, proposalId, traceparent } = order;
  const grant = { identity, sessionId, turnId, audience: agent, expiresInSeconds: 60 };
  const token = await signSessionToken(wire.sessionTokenSecret, grant);
  const limit = deadline(ATTEMPT_MILLISECONDS, signal);
  try {
    const response = await wire.http.fetch(`${wire.urls[agent]}/v1/actions/${proposalId}`, {
      method: 'POST',
      address,
      headers: {
        authorization: `Bearer ${token}`,
        [DEADLINE_HEADER]: String(ATTEMPT_MILLISECONDS),
        ...(traceparent === undefined ? {} : { traceparent }),
      },
      signal: limit.signal,
    });
    if (response.status === 200) return ActionResult.parse(await response.json());
    await response.body?.cancel();
    if (response.status >= 500)
      throw new AppError('unavailable', 'The action was not carried out yet. Confirm it again.', {
        retryAfterSeconds: 2,
      });
    if (response.status === 403)
      throw new AppError('step-up-required', 'This needs a one-time code first: POST /v1/verification.');
    throw new AppError('conflict', 'The action cannot be carried out any more.');
  } finally {
    limit.clear();
  }
}
