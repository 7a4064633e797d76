import type { OutcomeStatus } from '../../contract/outcome.js';

/** What a customer says, and what a person would expect of the answer. */
export interface Step {
  say: string;
  /** How each request ends, in the order asked: `<agent> <status>`, or one of two where both are right: `<agent> <status>|<status>`. */
  ends: readonly (`${string} ${OutcomeStatus}` | `${string} ${OutcomeStatus}|${OutcomeStatus}`)[];
  /** Each must be found in the words shown. */
  shows?: readonly RegExp[];
  /** None may be found in the words shown. */
  never?: readonly RegExp[];
  /** A citation of one of these documents is shown. */
  cites?: readonly string[];
  /** Cards of these orders or products are shown, in this order where there are several. */
  cards?: readonly string[];
}

/** A conversation of one customer, or of an anonymous visitor. */
export interface Conversation {
  name: string;
  customer: string | undefined;
  steps: readonly Step[];
}
