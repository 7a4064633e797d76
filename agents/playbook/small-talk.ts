import type { Move, Transcript } from '../../models/local/playbook.js';
import { NOT_UNDERSTOOD } from './ask-again.js';
import { handOff, summaryOf } from './handoff.js';

/** What an agent says of itself when somebody greets it or asks for something else. */
export interface SelfDescription {
  /** Completes "I can help with". */
  helpsWith: string;
}

/** The answer to the intents that all agents share; nothing for any other intent. */
export function answerCommonIntent(
  transcript: Transcript,
  intent: string,
  self: SelfDescription,
): Move | undefined {
  switch (intent) {
    case 'person':
      return handOff(transcript, 'customer-request', summaryOf(transcript));
    case 'small-talk':
      return smallTalk(transcript, self);
    case 'out-of-scope':
      return {
        say: `I am afraid that is outside of what I can do here. I can help with ${self.helpsWith}.`,
        outcome: 'out-of-scope',
      };
    default:
      return undefined;
  }
}

function smallTalk({ request, window }: Transcript, self: SelfDescription): Move {
  const plain = request.toLowerCase();
  const said = replyToSmallTalk(plain, self);
  if (said !== undefined) return { say: said, outcome: 'answered' };
  if (
    window.length === 0 ||
    /\b(?:hi|hello|hey|morning|afternoon|evening|greetings|there|day|yo|how are you|whats? ?up)\b/.test(plain)
  ) {
    return { say: `Hello! I can help with ${self.helpsWith}. What is it about?`, outcome: 'answered' };
  }
  return {
    say: `${NOT_UNDERSTOOD}. I can help with ${self.helpsWith}. What would you like to do?`,
    outcome: 'needs-info',
  };
}

function replyToSmallTalk(plain: string, self: SelfDescription): string | undefined {
  if (/\bthank|\bthx\b|cheers|appreciat|awesome|great|perfect|lovely|nice/.test(plain)) {
    return 'You are welcome! Is there anything else?';
  }
  if (/\bbye\b|good ?night|that(?:'s| is| was)? (?:all|everything)|nice day/.test(plain)) {
    return 'Thank you, and have a good day!';
  }
  if (/robot|bot\b|human|who are you|real/.test(plain)) {
    return `I am the automated assistant of this shop. I can help with ${self.helpsWith}, and I can bring in a colleague whenever you want one.`;
  }
  return undefined;
}
