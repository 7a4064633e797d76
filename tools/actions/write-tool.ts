import { z } from 'zod';
import { DEFAULT_POLICY } from '../policy-settings.js';
import { runForCustomer } from '../run-for-customer.js';
import type { Tool, ToolContext, ToolResult } from '../tool.js';
import type { ArgumentOrigin } from './argument-origin.js';
import { canonicalJson } from './canonical-json.js';
import { storeProposal, type WriteOffer } from './proposal-store.js';
import { toProposedView } from './proposed-view.js';
import {
  type ApplyScope,
  refuse,
  type WriteDone,
  type WritePlan,
  type WriteRefusal,
  type WriteScope,
} from './write-plan.js';

/** How a write tool works: it plans from its arguments, and carries out exactly what it planned. */
export interface WriteToolDefinition<Input extends z.ZodObject, Effect> {
  name: string;
  description: string;
  /** `approval` when a colleague may have to agree as well. */
  kind: 'write' | 'approval';
  input: Input;
  /** Which arguments must come from the customer, beside the order, which always must be theirs. */
  origins?(input: z.infer<Input>): readonly ArgumentOrigin[];
  /** Reads, judges and prices. It runs for the quote and again, with locks, at commit; it changes nothing. */
  plan(input: z.infer<Input>, scope: WriteScope): Promise<WritePlan<Effect> | WriteRefusal>;
  /** Does it. A refusal here means that nothing was changed. */
  apply(effect: Effect, scope: ApplyScope): Promise<WriteDone | WriteRefusal>;
  /** For a change so small that the customer's own words are consent: then it is done at once. */
  isStated?(effect: Effect, context: ToolContext): boolean;
}

/** What is stored of a proposal for its commit. */
export const StoredArgs = z.object({
  input: z.record(z.string(), z.unknown()),
  terms: z.record(z.string(), z.unknown()),
  locale: z.string(),
});
export type StoredArgs = z.infer<typeof StoredArgs>;

/** What was agreed to, as the row of the proposal says. */
export interface AgreedWrite {
  args: StoredArgs;
  approval: 'customer' | 'staff';
  level: 'verified' | 'step-up';
}

/** A tool whose `run` only proposes. What it proposed is done by `commit`, which never runs within a model's turn. */
export interface WriteTool<Input extends z.ZodObject = z.ZodObject> extends Tool<Input> {
  /** Plans anew under locks and does it, unless the rules refuse now or anything would differ from what was agreed. */
  commit(agreed: AgreedWrite, scope: ApplyScope): Promise<({ ok: true } & WriteDone) | WriteRefusal>;
}

/** Makes a tool of a plan: `run` stores the proposal, or reports why it is not possible; `commit` carries it out. */
export function defineWriteTool<Input extends z.ZodObject, Effect>(
  definition: WriteToolDefinition<Input, Effect>,
): WriteTool<Input> {
  const { name, description, kind, input } = definition;
  return {
    ...{ name, description, kind, input },
    access: 'verified',
    origins: (args) => [...ownOrderOf(args), ...(definition.origins?.(args) ?? [])],
    run: (args, context) => propose(definition, args, context),
    async commit(agreed, scope) {
      const planned = await definition.plan(input.parse(agreed.args.input), scope);
      if (!planned.ok) return planned;
      if (!isAsAgreed(planned, agreed)) {
        return refuse(
          'quote-changed',
          'Something about it has changed since it was offered, so nothing was done. Ask again to see how it is now.',
        );
      }
      const done = await definition.apply(planned.effect, scope);
      return 'fault' in done ? done : { ok: true, ...done };
    },
  };
}

function ownOrderOf(args: Record<string, unknown>): ArgumentOrigin[] {
  const orderId = args['order_id'];
  return typeof orderId === 'string' ? [{ from: 'own-order', orderId }] : [];
}

/** Whether a tool proposes writes. */
export function isWriteTool(tool: Tool): tool is WriteTool {
  return 'commit' in tool;
}

function propose<Input extends z.ZodObject, Effect>(
  definition: WriteToolDefinition<Input, Effect>,
  input: z.infer<Input>,
  context: ToolContext,
): Promise<ToolResult> {
  return runForCustomer(context, async (transaction, customerId) => {
    const { policy = DEFAULT_POLICY, locale } = context;
    const scope = { transaction, customerId, now: context.now(), policy, locale, lock: false };
    const plan = await definition.plan(input, scope);
    if (!plan.ok) return toFault(plan);
    const facts = plan.facts === undefined ? {} : { facts: plan.facts };
    const offer: WriteOffer = { tool: definition.name, input, plan };
    if (definition.isStated?.(plan.effect, context) === true) {
      const done = await definition.apply(plan.effect, { ...scope, proposalId: '' });
      if ('fault' in done) return toFault(done);
      return { ok: true, data: { done: true, text: done.text }, ...facts };
    }
    const proposal = await storeProposal(scope, context, offer);
    return { ok: true, data: toProposedView(proposal), proposal, ...facts };
  });
}

function toFault({ fault, message, code }: WriteRefusal): ToolResult {
  return { ok: false, code: fault, message, reason: code };
}

/** A rule that became stricter meanwhile (staff, a code) counts as a difference; one that became laxer does not. */
function isAsAgreed(plan: WritePlan<unknown>, { args, approval, level }: AgreedWrite): boolean {
  if (plan.approval === 'staff' && approval !== 'staff') return false;
  if (plan.level === 'step-up' && level !== 'step-up') return false;
  return canonicalJson(plan.terms) === canonicalJson(args.terms);
}
