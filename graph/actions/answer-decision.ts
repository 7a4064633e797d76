import type { ActionView } from '../../contract/action.js';
import { AppError } from '../../platform/errors.js';
import type { OpenAction } from '../state.js';
import type { TurnContext } from '../turn/turn-context.js';
import type { DirectReply } from '../understand/direct-reply.js';
import type { RunAction } from './run-action.js';

/** Carries out what the customer decided in words, and says what became of it. What cannot be decided is said as well. */
export async function answerDecision(
  run: RunAction,
  turn: TurnContext,
  { id: proposalId, argsHash }: OpenAction,
  decision: 'confirm' | 'decline',
): Promise<DirectReply> {
  const { identity, sessionId, traceparent } = turn;
  try {
    const decided = { identity, sessionId, proposalId, decision: { decision, argsHash }, traceparent };
    return { text: toWords(await run({ ...decided, tellHistory: false })), status: 'answered' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'step-up-required') {
      return {
        text: 'That needs a one-time code first. Please confirm it with the button; it asks for the code.',
        status: 'needs-info',
      };
    }
    return { text: `That was not done: ${error.message}`, status: 'answered' };
  }
}

/** What became of an action, in words for the customer. */
export function toWords({ status, result, summary }: ActionView): string {
  if (result !== undefined) return result;
  switch (status) {
    case 'declined':
      return `All right, nothing was changed (${summary.title}).`;
    case 'waiting-for-staff':
      return `Thank you. A colleague has to agree as well (${summary.title}); you will see it here as soon as that is decided.`;
    case 'expired':
      return `That offer has expired, so nothing was changed (${summary.title}). Ask again to see how it is now.`;
    default:
      return `${summary.title}: ${status}.`;
  }
}
