import type { Transaction } from 'kysely';
import type { ActionSummary } from '../../contract/action.js';
import type { Money } from '../../contract/display-item.js';
import type { CaseFact } from '../../contract/session-context.js';
import type { Schema } from '../../database/schema.js';
import type { PolicySettings } from '../policy-settings.js';
import type { ToolFaultCode } from '../tool.js';

/** Where a write is planned: one transaction of one customer, at one instant, under the rules of the shop. */
export interface WriteScope {
  transaction: Transaction<Schema>;
  customerId: string;
  now: Date;
  policy: PolicySettings;
  locale: string;
  /** True at commit: what the plan depends on is locked as it is read, and stays as it is until the end. */
  lock: boolean;
}

/** Where a plan is carried out. */
export interface ApplyScope extends WriteScope {
  proposalId: string;
}

/** A write that is possible now: what the customer is asked, who must agree, and what is to be done. */
export interface WritePlan<Effect> {
  ok: true;
  /** All that was agreed, resolved and priced, without dates: when it differs at commit, nothing is done. */
  terms: Record<string, unknown>;
  /** What it is about, such as the order: an undecided proposal of the same tool about any of it is replaced by this one. */
  subjects: readonly string[];
  summary: ActionSummary;
  /** What moves, where money does: to the customer if positive. */
  amount?: Money;
  approval: 'customer' | 'staff';
  level: 'verified' | 'step-up';
  effect: Effect;
  facts?: readonly Omit<CaseFact, 'agent'>[];
}

/** A write that is not possible: a code for programs, and a sentence that a customer may read. */
export interface WriteRefusal {
  ok: false;
  code: string;
  message: string;
  /** How the model is told; most refusals are `not-allowed`. */
  fault: ToolFaultCode;
}

/** What was done, in words for the customer, and what the ledger notes of it. */
export interface WriteDone {
  text: string;
  orderId?: string;
  caseId?: string;
  movements?: readonly unknown[];
}

/** A refusal by the shop's rules, unless another fault is named. */
export function refuse(code: string, message: string, fault: ToolFaultCode = 'not-allowed'): WriteRefusal {
  return { ok: false, code, message, fault };
}
