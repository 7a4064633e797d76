import type { Transaction } from 'kysely';
import type { ActionResult, ActionStatus } from '../../contract/action.js';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { AppError } from '../../platform/errors.js';
import type { PolicySettings } from '../policy-settings.js';
import type { Tool } from '../tool.js';
import {
  endProposal,
  lockProposal,
  noteInLedger,
  type ProposalKey,
  type ProposalRecord,
} from './proposal-store.js';
import { refuse, type WriteDone, type WriteRefusal } from './write-plan.js';
import { isWriteTool, StoredArgs } from './write-tool.js';

/** Which proposal to carry out, for whom, and with which tools. */
export interface CommitRequest extends ProposalKey {
  database: Database;
  tools: readonly Tool[];
  now: Date;
  policy: PolicySettings;
  /** How sure the caller is of the customer, as its signed token says. */
  level: 'verified' | 'step-up';
}

/**
 * Carries out a confirmed proposal exactly once: effect, ledger and the end of the proposal are one transaction, and the
 * row is locked for its length. Every repetition, at once or later, gets the same answer. Rules and stock are checked
 * again; when they refuse now, the proposal ends as failed and nothing else changes. Throws `not-found` for what is not
 * this customer's, `conflict` for what was not confirmed, and `step-up-required` for what needs a code and comes without.
 */
export function commitAction(request: CommitRequest): Promise<ActionResult> {
  const { database, customerId } = request;
  return database.transaction({ customerId }, async (transaction) => {
    const proposal = await lockProposal(transaction, request);
    if (proposal === undefined) throw new AppError('not-found', 'There is no such action.');
    const { status } = proposal;
    if (status === 'committed' || status === 'failed') return toResult(proposal, status);
    if (status !== 'confirmed') throw new AppError('conflict', NOT_CONFIRMED[status]);
    if (proposal.level === 'step-up' && request.level !== 'step-up') {
      throw new AppError('step-up-required', 'This is only done for a customer who entered a one-time code.');
    }
    return carryOut(transaction, proposal, request);
  });
}

const NOT_CONFIRMED: Record<Exclude<ActionStatus, 'confirmed' | 'committed' | 'failed'>, string> = {
  proposed: 'This action has not been offered yet.',
  offered: 'This action has not been confirmed.',
  'waiting-for-staff': 'This action waits for a colleague.',
  declined: 'This action was declined.',
  rejected: 'This action was turned down by a colleague.',
  expired: 'This action has expired. Ask again to see how it is now.',
  withdrawn: 'This action was replaced by a newer one.',
};

function toResult(
  { id, result, code }: Pick<ProposalRecord, 'id' | 'result' | 'code'>,
  status: ActionResult['status'],
): ActionResult {
  return { proposalId: id, status, ...(code === null ? {} : { code }), text: result ?? '' };
}

async function carryOut(
  transaction: Transaction<Schema>,
  proposal: ProposalRecord,
  request: CommitRequest,
): Promise<ActionResult> {
  const { now, customerId, agent } = request;
  const outcome = await attempt(transaction, proposal, request);
  const status = outcome.ok ? 'committed' : 'failed';
  const result = outcome.ok ? outcome.text : outcome.message;
  const code = outcome.ok ? null : outcome.code;
  if (outcome.ok) await noteInLedger(transaction, { ...proposal, customerId, agent, now }, outcome);
  await endProposal(transaction, { id: proposal.id, status, result, code, now });
  return toResult({ id: proposal.id, result, code }, status);
}

async function attempt(
  transaction: Transaction<Schema>,
  proposal: ProposalRecord,
  { tools, customerId, now, policy }: CommitRequest,
): Promise<({ ok: true } & WriteDone) | WriteRefusal> {
  const { decidedAt, expiresAt, approval, level } = proposal;
  if (decidedAt === null || decidedAt > expiresAt) {
    return refuse(
      'expired',
      'This was confirmed too late, so nothing was done. Ask again to see how it is now.',
    );
  }
  const tool = tools.find(({ name }) => name === proposal.tool);
  if (tool === undefined || !isWriteTool(tool)) throw new Error(`no tool carries out ${proposal.tool}`);
  const args = StoredArgs.parse(JSON.parse(proposal.args));
  return tool.commit(
    { args, approval, level },
    { transaction, customerId, now, policy, locale: args.locale, lock: true, proposalId: proposal.id },
  );
}
