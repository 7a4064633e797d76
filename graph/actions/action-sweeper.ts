import type { Database } from '../../database/database.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import type { ApprovedAction, OnApproved } from '../inbox/commit-approved.js';

/** Carries out what was confirmed and never committed, also when nobody asks again. */
export interface ActionSweeper {
  /** Looks once; resolves with the number of actions that came to an end. */
  sweep(): Promise<number>;
  stop(): void;
}

/** Where a sweeper looks, how what it finds is carried out, and how often. */
export interface ActionSweeperOptions {
  database: Database;
  carryOut: OnApproved;
  logger: Logger;
  /** How long an action must have been confirmed: whoever confirmed it is given the time to carry it out. */
  graceMs?: number;
  everyMs?: number;
  now?: () => Date;
}

/** The name under which a sweeper reads across customers; it decides nothing. */
const READER = 'action-sweeper';
/** Of one look; what is left is found the next time. */
const MOST = 50;

/**
 * Starts it. Two replicas may find the same action: its agent commits it once and answers both the same, and the history
 * tells it once. An agent that does not answer is asked again the next time.
 */
export function startActionSweeper(options: ActionSweeperOptions): ActionSweeper {
  const { carryOut, logger, everyMs = 10_000 } = options;
  let busy = false;

  const sweep = async (): Promise<number> => {
    let ended = 0;
    for (const action of await findForgotten(options)) {
      const { proposalId, agent } = action;
      try {
        const { status } = await carryOut(action);
        ended += 1;
        logger.info({ proposalId, agent, status }, 'a confirmed action was carried out after all');
      } catch (error) {
        logger.warn({ proposalId, agent, error }, 'a confirmed action could not be carried out yet');
      }
    }
    return ended;
  };
  const look = (): void => {
    if (busy) return;
    busy = true;
    sweep()
      .catch((error: unknown) => logger.warn({ error }, 'confirmed actions could not be looked for'))
      .finally(() => {
        busy = false;
      });
  };
  // Not all replicas at the same moment.
  const timer = setInterval(look, everyMs * (0.9 + Math.random() * 0.2));
  timer.unref();
  return { sweep, stop: () => clearInterval(timer) };
}

/** Oldest first. The level is the one that the decision was stored with, so nothing is done with less than was proved. */
function findForgotten({
  database,
  graceMs = 30_000,
  now = () => new Date(),
}: ActionSweeperOptions): Promise<ApprovedAction[]> {
  const before = new Date(now().getTime() - graceMs);
  return database.transaction({ staffId: READER }, async (transaction) => {
    const rows = await transaction
      .selectFrom('action_proposals')
      .where('status', '=', 'confirmed')
      .where((eb) => eb(eb.fn.coalesce('staff_decided_at', 'decided_at'), '<', before))
      .select(['id as proposalId', 'agent', 'session_id as sessionId', 'turn_id as turnId'])
      .select(['customer_id as customerId', 'level'])
      .orderBy('decided_at')
      .limit(MOST)
      .execute();
    return rows.map((row) => ({ ...row, traceparent: undefined }));
  });
}
