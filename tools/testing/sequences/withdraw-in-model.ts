import type { Ask } from './commands.js';
import type { ModelProposal } from './sequence-model.js';

/** A new proposal about the same order takes the place of those of its kind that nobody decided in time. */
export function withdrawInModel(
  proposals: readonly ModelProposal[],
  { tool, order }: Ask,
  now: number,
): void {
  for (const proposal of proposals) {
    const isSame = proposal.ask.tool === tool && proposal.ask.order === order;
    const isUndecided = proposal.status === 'proposed' || proposal.status === 'offered';
    if (isUndecided && isSame && proposal.expiresAt > now) proposal.status = 'withdrawn';
  }
}
