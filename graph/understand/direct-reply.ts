import type { AgentCard } from '../../contract/agent-card.js';
import type { OutcomeStatus } from '../../contract/outcome.js';
import type { FixedReply } from '../state.js';

/** What the supervisor says itself, and how that request ended. */
export interface DirectReply {
  text: string;
  status: Exclude<OutcomeStatus, 'failed' | 'needs-confirmation'>;
}

/** What every clarifying question begins with. */
export const CLARIFYING = 'I am not sure what you need.';

/** The supervisor's own words for a message that no agent is needed for; it names what the agents can do from their cards. */
export function toDirectReply(kind: FixedReply, cards: readonly AgentCard[]): DirectReply {
  const topics = joinWords(cards.map((card) => card.topic));
  switch (kind) {
    case 'greeting':
      return { text: `Hello! I can help with ${topics}. What can I do for you?`, status: 'answered' };
    case 'thanks':
      return { text: "You're welcome. Is there anything else?", status: 'answered' };
    case 'given-up':
      return { text: 'All right, we leave it at that. Is there anything else?', status: 'answered' };
    case 'goodbye':
      return { text: 'Goodbye, and thank you for stopping by.', status: 'answered' };
    case 'about':
      return {
        text: `I am the shop's automatic assistant. I can help with ${topics}. You can ask several things in one message, and ask for a person at any time.`,
        status: 'answered',
      };
    case 'out-of-scope':
      return {
        text: `That is outside what I can help with here. I can help with ${topics}.`,
        status: 'out-of-scope',
      };
    case 'choose-action':
      return {
        text: 'Several things wait for your decision. Please use the buttons, so that it is clear which one you mean.',
        status: 'needs-info',
      };
    case 'other-language':
      return {
        text: 'I only understand English here, so please write to me in English; or write "person", and a colleague takes over.',
        status: 'needs-info',
      };
    case 'unclear':
      return {
        text: `${CLARIFYING} Is it about ${joinWords(
          cards.map((card) => card.topic),
          'or',
        )}?`,
        status: 'needs-info',
      };
  }
}

function joinWords(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}
