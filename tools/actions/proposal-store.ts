import type { Transaction } from 'kysely';
import type { ActionProposal, ActionStatus } from '../../contract/action.js';
import type { Schema } from '../../database/schema.js';
import { toPlainText } from '../../platform/text/inert-text.js';
import type { ToolContext } from '../tool.js';
import { canonicalJson, sha256 } from './canonical-json.js';
import { findWithdrawnFor, withdrawEarlier } from './withdraw-earlier.js';
import type { WriteDone, WritePlan, WriteScope } from './write-plan.js';

/** A plan with the arguments that it was made from. */
export interface WriteOffer {
  tool: string;
  input: Record<string, unknown>;
  plan: WritePlan<unknown>;
}

/**
 * Stores a proposal and returns it as it is stored. Its id is made from who asked, in which request, and for what: the
 * same request made twice, at once or later, finds the row that is there. What it corrects is withdrawn with it.
 */
export async function storeProposal(
  { transaction, customerId, now, policy, locale }: WriteScope,
  context: Pick<ToolContext, 'sessionId' | 'turnId' | 'requestId' | 'agent'>,
  { tool, input, plan }: WriteOffer,
): Promise<ActionProposal> {
  const { sessionId, turnId, requestId, agent } = context;
  const terms = canonicalJson(plan.terms);
  const asked = { customerId, sessionId, turnId, requestId, tool };
  // Reasons and addresses are free text, and a document may have dictated them.
  const summary = {
    ...plan.summary,
    title: toPlainText(plan.summary.title),
    lines: plan.summary.lines.map(toPlainText),
  };
  const expires = new Date(now.getTime() + policy.proposalMinutes * 60_000);
  const insert = (id: string) =>
    transaction
      .insertInto('action_proposals')
      .values({
        ...{ id, customer_id: customerId, session_id: sessionId, turn_id: turnId, request_id: requestId },
        subjects: [...plan.subjects],
        ...{
          agent,
          tool,
          args: canonicalJson({ input, terms: plan.terms, locale }),
          args_hash: sha256(terms),
        },
        summary: JSON.stringify(summary),
        amount_cents: plan.amount?.cents ?? null,
        currency: plan.amount?.currency ?? null,
        ...{ approval: plan.approval, level: plan.level, status: 'proposed', result: null, code: null },
        ...{ created_at: now, expires_at: expires, offered_at: null, decided_at: null, finished_at: null },
      })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning(['id', 'expires_at'])
      .executeTakeFirst();
  const wish = [customerId, sessionId, turnId, requestId, tool, terms];
  let stored = await insert(toId(wish));
  const known = stored === undefined ? await findSame(transaction, { ...asked, terms }) : undefined;
  if (known !== undefined && known.open === undefined)
    stored = await insert(toId([...wish, known.withdrawn]));
  const row = stored ?? known?.open;
  if (row === undefined) throw new Error('a proposal was neither stored nor found');
  const { id } = row;
  const replaces =
    stored === undefined
      ? await findWithdrawnFor(transaction, id)
      : await withdrawEarlier(transaction, { ...asked, id, subjects: plan.subjects, now });
  return {
    ...{ id, requestId, agent, tool, summary },
    ...(plan.amount === undefined ? {} : { amount: plan.amount }),
    ...{ approval: plan.approval, level: plan.level, argsHash: sha256(terms) },
    expiresAt: row.expires_at.toISOString(),
    ...(replaces.length === 0 ? {} : { replaces }),
  };
}

/** Made from what was asked. */
function toId(wish: readonly (string | number)[]): string {
  return sha256(canonicalJson([...wish])).slice(0, 32);
}

/** The row of the very same wish in the same request, and how many such were withdrawn: asked for once more, it is another proposal. */
async function findSame(
  transaction: Transaction<Schema>,
  wish: {
    customerId: string;
    sessionId: string;
    turnId: string;
    requestId: string;
    tool: string;
    terms: string;
  },
): Promise<{ open: { id: string; expires_at: Date } | undefined; withdrawn: number }> {
  const rows = await transaction
    .selectFrom('action_proposals')
    .select(['id', 'expires_at', 'status'])
    .where('session_id', '=', wish.sessionId)
    .where('customer_id', '=', wish.customerId)
    .where('turn_id', '=', wish.turnId)
    .where('request_id', '=', wish.requestId)
    .where('tool', '=', wish.tool)
    .where('args_hash', '=', sha256(wish.terms))
    .execute();
  const withdrawn = rows.filter(({ status }) => status === 'withdrawn');
  return { open: rows.find(({ status }) => status !== 'withdrawn'), withdrawn: withdrawn.length };
}

/** A proposal as its commit needs it. */
export interface ProposalRecord {
  id: string;
  tool: string;
  args: string;
  argsHash: string;
  approval: 'customer' | 'staff';
  level: 'verified' | 'step-up';
  status: ActionStatus;
  result: string | null;
  code: string | null;
  expiresAt: Date;
  decidedAt: Date | null;
}

/** Whose proposal is looked for, and by which agent. */
export interface ProposalKey {
  proposalId: string;
  customerId: string;
  sessionId: string;
  agent: string;
}

/** The proposal, locked to the end of the transaction; undefined when this customer, session and agent have none such. */
export function lockProposal(
  transaction: Transaction<Schema>,
  { proposalId, customerId, sessionId, agent }: ProposalKey,
): Promise<ProposalRecord | undefined> {
  return transaction
    .selectFrom('action_proposals')
    .where('id', '=', proposalId)
    .where('customer_id', '=', customerId)
    .where('session_id', '=', sessionId)
    .where('agent', '=', agent)
    .select(['id', 'tool', 'args', 'args_hash as argsHash', 'approval', 'level', 'status', 'result', 'code'])
    .select(['expires_at as expiresAt', 'decided_at as decidedAt'])
    .forUpdate()
    .executeTakeFirst();
}

/** Ends a confirmed proposal, with what the customer is told. */
export async function endProposal(
  transaction: Transaction<Schema>,
  end: { id: string; status: 'committed' | 'failed'; result: string; code: string | null; now: Date },
): Promise<void> {
  await transaction
    .updateTable('action_proposals')
    .set({ status: end.status, result: end.result, code: end.code, finished_at: end.now })
    .where('id', '=', end.id)
    .execute();
}

/** Notes in the ledger what was done. A second entry of the same proposal is an error, and undoes its transaction. */
export async function noteInLedger(
  transaction: Transaction<Schema>,
  entry: Pick<ProposalRecord, 'id' | 'tool' | 'argsHash'> &
    Pick<ProposalKey, 'customerId' | 'agent'> & { now: Date },
  done: WriteDone,
): Promise<void> {
  await transaction
    .insertInto('action_ledger')
    .values({
      proposal_id: entry.id,
      customer_id: entry.customerId,
      ...{ agent: entry.agent, tool: entry.tool, args_hash: entry.argsHash, at: entry.now },
      order_id: done.orderId ?? null,
      case_id: done.caseId ?? null,
      movements: JSON.stringify(done.movements ?? []),
    })
    .execute();
}
