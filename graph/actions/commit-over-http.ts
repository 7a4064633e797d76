import { ActionResult } from '../../contract/action.js';
import type { Identity } from '../../contract/identity.js';
import { signSessionToken } from '../../platform/auth/session-token.js';
import { AppError } from '../../platform/errors.js';
import { deadline } from '../../platform/resilience/deadline.js';
import { retry } from '../../platform/resilience/retry.js';
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

/** Commits over HTTP. It is not the caller's to abort: once a write has begun it is seen to its end. */
export function createCommitOverHttp({ http, urls, sessionTokenSecret }: AgentWire): CommitAction {
  return (order) =>
    retry(async () => {
      const { identity, agent, sessionId, turnId, proposalId, traceparent } = order;
      const token = await signSessionToken(sessionTokenSecret, {
        identity,
        sessionId,
        turnId,
        audience: agent,
        expiresInSeconds: 60,
      });
      const limit = deadline(ATTEMPT_MILLISECONDS);
      try {
        const response = await http.fetch(`${urls[agent]}/v1/actions/${proposalId}`, {
          method: 'POST',
          headers: {
            authorization: `Bearer ${token}`,
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
        throw new AppError('conflict', 'The action cannot be carried out any more.');
      } finally {
        limit.clear();
      }
    });
}
