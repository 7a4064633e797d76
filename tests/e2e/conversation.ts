import type { OutcomeStatus } from '../../contract/outcome.js';

/** Who answered, and how it ended: `<agent> <status>`. */
type End = `${string} ${OutcomeStatus}`;

/** What a customer says, and what a person would expect of the answer. */
export interface Step {
  say: string;
  /** How each request ends, in the order asked; where two ends are right, `<agent> <status>|<status>` or two with a comma. */
  ends: readonly (End | `${End}|${OutcomeStatus}` | `${End}, ${End}`)[];
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
