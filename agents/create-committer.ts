import type { ActionResult } from '../contract/action.js';
import type { SessionGrant } from '../platform/auth/session-token.js';
import { AppError } from '../platform/errors.js';
import type { Logger } from '../platform/telemetry/logger.js';
import { commitAction } from '../tools/actions/commit-action.js';
import { DEFAULT_POLICY } from '../tools/policy-settings.js';
import type { AgentMetrics } from './agent-metrics.js';
import type { AgentServiceDependencies } from './agent-service-dependencies.js';
import type { AgentDefinition } from './define-agent.js';

/** A proposal to carry out, for the customer and session of a verified token. */
export interface VerifiedCommit {
  proposalId: string;
  grant: SessionGrant;
  logger: Logger;
}

/**
 * Carries out proposals of one agent with its own tools, and logs one line each without what was done. A caller who goes
 * away does not stop it: once begun, a write is seen to its end, and the answer waits for the next attempt.
 */
export function createCommitter(
  { card, tools }: AgentDefinition,
  { database, policy = DEFAULT_POLICY, now = () => new Date() }: AgentServiceDependencies,
  metrics: AgentMetrics,
): (verified: VerifiedCommit) => Promise<ActionResult> {
  return async ({ proposalId, grant, logger }) => {
    const { sessionId, identity } = grant;
    if (identity.level === 'anonymous') throw new AppError('not-found', 'There is no such action.');
    const { customerId, level } = identity;
    const own = { customerId, sessionId, agent: card.id, proposalId };
    const result = await commitAction({ ...own, database, tools, now: now(), policy, level });
    metrics.onCommit(result);
    const { status, code } = result;
    logger.info({ sessionId, proposalId, status, ...(code === undefined ? {} : { code }) }, 'action');
    return result;
  };
}
