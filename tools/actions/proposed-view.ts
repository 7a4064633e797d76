import type { ActionProposal } from '../../contract/action.js';

/** What a write tool answers: a proposal, and that nothing was done. */
export interface ProposedView {
  proposed: {
    title: string;
    /** Items, amounts, destinations; the customer is shown exactly these. */
    lines: string[];
    /** `staff`: a colleague decides after the customer confirmed. */
    approval: 'customer' | 'staff';
    /** `step-up`: the customer enters a one-time code when confirming. */
    level: 'verified' | 'step-up';
    expiresAt: string;
    /** An earlier offer about the same thing can no longer be confirmed: this one stands in its place. */
    replacesEarlier?: true;
  };
  note: string;
}

/** A tool that did at once what the customer said in so many words. */
export interface DoneView {
  done: true;
  text: string;
}

/** What the model reads of a proposal; ids and hashes are for programs. */
export function toProposedView({
  summary,
  approval,
  level,
  expiresAt,
  replaces = [],
}: ActionProposal): ProposedView {
  const replaced = replaces.length === 0 ? {} : { replacesEarlier: true as const };
  return {
    proposed: { ...summary, approval, level, expiresAt, ...replaced },
    note: 'Nothing is done yet. The customer sees this with a button to confirm it. Say what it is and that it waits for their confirmation; do not say that it is done. With replacesEarlier, say too that it stands in place of the earlier offer.',
  };
}
