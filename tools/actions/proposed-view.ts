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
  };
  note: string;
}

/** A tool that did at once what the customer said in so many words. */
export interface DoneView {
  done: true;
  text: string;
}

/** What the model reads of a proposal; ids and hashes are for programs. */
export function toProposedView({ summary, approval, level, expiresAt }: ActionProposal): ProposedView {
  return {
    proposed: { ...summary, approval, level, expiresAt },
    note: 'Nothing is done yet. The customer sees this with a button to confirm it. Say what it is and that it waits for their confirmation; do not say that it is done.',
  };
}
