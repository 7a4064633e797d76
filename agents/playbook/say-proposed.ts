import type { Move, PlayedCall, Transcript } from '../../models/local/playbook.js';
import type { DoneView, ProposedView } from '../../tools/actions/proposed-view.js';
import { isNo, isYes } from './answers.js';
import { isCorrection } from './corrections.js';
import { lastReply } from './references.js';
import { sayAll } from './say.js';

/** How a reply asks for the confirmation; the next turn recognises an answer to it by these words. */
const CONFIRM = 'Please confirm it with the button below';

/**
 * What a write tool answered, in words: what it proposes and that nothing has been changed yet, what it did at once, or why
 * it is not possible. `lead` comes first. Nothing when the call went wrong in a way that says nothing to a customer.
 */
export function sayWrite({ result }: PlayedCall, lead = ''): Move | undefined {
  if (!result.ok) {
    const speaks = result.code === 'not-allowed' || result.code === 'not-found' || asksForChoice(result);
    return speaks ? { say: result.message, outcome: 'needs-info' } : undefined;
  }
  const view = asView(result.data);
  if ('done' in view) return { say: sayAll([lead, view.text]), outcome: 'answered' };
  const { title, lines, approval, level, replacesEarlier } = view.proposed;
  const instead = replacesEarlier === true && 'in place of my earlier offer';
  const steps = sayAll([
    CONFIRM,
    level === 'step-up' && 'and the one-time code that you are asked for then',
    approval === 'staff' && '; a colleague decides on it after that',
  ]).replaceAll(' ;', ';');
  return {
    say: sayAll(
      [
        sayAll([
          lead,
          sayAll(['I have prepared this', instead]).concat(', and nothing has been changed yet:'),
        ]),
        `${title}\n${lines.map((line) => `- ${line}`).join('\n')}`,
        `${steps}.`,
      ],
      '\n\n',
    ),
    outcome: 'needs-confirmation',
  };
}

/** Whether a message of ours offers a write. */
export function asksToConfirm(reply: string): boolean {
  return reply.includes(CONFIRM);
}

/** The answer to a yes or no that came here after an offer: a yes in a chat message confirms nothing by itself. */
export function answerConfirmation(transcript: Transcript): Move | undefined {
  if (!asksToConfirm(lastReply(transcript)) || isCorrection(transcript.request)) return undefined;
  if (isYes(transcript.request)) {
    return {
      say: 'To be sure that I do exactly what you want, please use the button under my message. Nothing has been changed so far.',
      outcome: 'needs-info',
    };
  }
  if (isNo(transcript.request)) {
    return {
      say: 'All right, I leave it as it is. Nothing was changed. Is there anything else?',
      outcome: 'answered',
    };
  }
  return undefined;
}

/** Faults about a choice (which card, which address) are written for customers; those about a field's form are not. */
function asksForChoice({ code, message }: { code: string; message: string }): boolean {
  return code === 'invalid-arguments' && !message.startsWith('These arguments');
}

// The data of a write tool is one of these two; their own tests hold them to it.
function asView(data: unknown): ProposedView | DoneView {
  return data as ProposedView | DoneView;
}
