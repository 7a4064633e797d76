import type { ActionProposal, ActionResult } from '../../contract/action.js';
import type { Identity } from '../../contract/identity.js';

/** A tool call of one customer, to one agent, in a turn of its own. */
export interface RetailCall {
  agent: 'order-management' | 'personalization' | 'product-recommendation';
  customerId: string;
  tool: string;
  input: Record<string, unknown>;
  turnId: string;
}

/** What a tool came to: done, or proposed, or refused with the code of the rule or of the fault. */
export type ToolAnswer = { ok: true; proposal: ActionProposal | undefined } | { ok: false; reason: string };

/** How calls reach the tools, and how what they propose is confirmed and carried out. */
export interface Carrier {
  call(call: RetailCall): Promise<ToolAnswer>;
  /** The customer's consent to a proposal, and its commit. */
  confirm(proposal: ActionProposal, call: RetailCall): Promise<ActionResult>;
  /** What was counted beside the calls. */
  counts(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** The session of all calls; cases follow each other, never two at once. */
export const SESSION = 'recorded';

/** The customer of a call, who proved who they are with a code: what is recorded knows no lower level. */
export function identityOf({ customerId }: Pick<RetailCall, 'customerId'>): Identity {
  return { level: 'step-up', customerId };
}
