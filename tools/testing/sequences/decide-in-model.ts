import type { Consent } from './commands.js';
import type { ModelProposal } from './sequence-model.js';

/** What an answer to an offer comes to: where the proposal stands then, or the code of the refusal. */
export function decideInModel(proposal: ModelProposal, how: Consent, now: number): string {
  const { status, level, approval, shown } = proposal;
  if (how === 'stranger' || !shown) return 'not-found';
  if (how === 'other-arguments') return 'conflict';
  if (how === 'no' && status === 'declined') return 'declined';
  const agreed = ['confirmed', 'waiting-for-staff', 'committed', 'failed'];
  if (how !== 'no' && agreed.includes(status)) return status;
  if (status !== 'offered' || proposal.expiresAt <= now) return 'conflict';
  if (how === 'yes-without-code' && level === 'step-up') return 'step-up-required';
  const agreedStatus = approval === 'staff' ? 'waiting-for-staff' : 'confirmed';
  proposal.status = how === 'no' ? 'declined' : agreedStatus;
  return proposal.status;
}
