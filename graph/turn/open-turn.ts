import type { AgentReply } from '../../contract/agent-reply.js';
import type { MessageView } from '../../contract/chat-api.js';
import type { Identity } from '../../contract/identity.js';
import type { CaseFact, WindowMessage } from '../../contract/session-context.js';
import type { Assignment, OpenAction } from '../state.js';
import type { LoggedEvent } from './turn-log.js';

/** What another replica has recorded of a turn; `exact` when nothing more can have been shown. */
export interface KnownTurn {
  plan: Assignment[] | undefined;
  replies: AgentReply[];
  events: LoggedEvent[];
  exact: boolean;
}

/** A turn that owns its session until `finish`, `close`, `park`, or the end of its lease. */
export interface OpenTurn {
  sessionId: string;
  turnId: string;
  owner: string;
  fence: string;
  identity: Identity;
  /** What is answered: the message, behind those that were merged with it. */
  input: string;
  locale: string;
  facts: CaseFact[];
  lastAgent: string | null;
  awaiting: string | null;
  window: WindowMessage[];
  summary: string;
  openActions: OpenAction[];
  /** A person has the conversation: the bot keeps silent. */
  heldByPerson: boolean;
  /** How many replicas have begun or gone on with it. */
  attempt: number;
  /** It is to be ended, and not answered any more. */
  cancelled: boolean;
  /** The turn that this one took the place of before its first word. */
  merged: string | undefined;
  firstEventId: number;
  known: KnownTurn | undefined;
}

/** What a turn leaves behind. */
export interface TurnRecord {
  text: string;
  data: Pick<MessageView, 'outcomes' | 'citations' | 'items'>;
  facts: readonly CaseFact[];
  lastAgent: string | null;
  /** The proposed writes that the answer shows. */
  offered: readonly string[];
}

/** What became of an answer. */
export type FinishResult = 'stored' | 'silenced' | 'lost';
