import type { Generated } from 'kysely';
import type { ActionStatus } from '../contract/action.js';
import type { Json, LaterTimestamp, Timestamp } from './column-types.js';

interface Handoffs {
  id: string;
  session_id: string;
  customer_id: string | null;
  reason: string;
  summary: string;
  package: Json<Record<string, unknown>>;
  state: 'queued' | 'person' | 'closed';
  /** Who took it over. */
  staff_id: Generated<string | null>;
  claimed_at: LaterTimestamp;
  ended_at: LaterTimestamp;
  /** How it ended: the bot has the conversation again, or it is over. */
  ending: Generated<'released' | 'closed' | null>;
  created_at: Timestamp;
}
interface Sessions {
  id: string;
  customer_id: string | null;
  locale: string;
  title: string;
  /** Bounded summary of what came before the window. */
  summary: string;
  /** CaseFact[], newest last. */
  facts: Json<unknown[]>;
  /** The agent that spoke last, for follow-ups. */
  last_agent: string | null;
  created_at: Timestamp;
  updated_at: Timestamp;
}
interface Messages {
  session_id: string;
  seq: Generated<string>;
  id: string;
  customer_id: string | null;
  turn_id: string;
  role: 'customer' | 'assistant' | 'staff';
  body: string;
  /** Outcomes, citations and items of an assistant message. */
  data: Json<Record<string, unknown>>;
  created_at: Timestamp;
}
interface Leases {
  thread: string;
  owner: string;
  until: Timestamp;
  fence: string;
  /** The turn that holds it, and its customer: ids by which an abandoned one is found. */
  turn_id: Generated<string | null>;
  customer_id: Generated<string | null>;
}
/** One answer to one message, from its beginning to its end, whichever replicas work on it. */
interface Turns {
  id: string;
  session_id: string;
  customer_id: string | null;
  level: 'anonymous' | 'verified' | 'step-up';
  /** What is being answered: the message, behind those of the turns that were merged into this one. */
  input: string;
  state: 'running' | 'parked' | 'ended';
  /** How many replicas have begun or taken over. */
  attempt: number;
  /** Its first word was shown, or it does something that is not taken back. */
  speaking: boolean;
  cancelled: boolean;
  /** JSON text: the plan and the replies so far. */
  progress: string;
  last_event: number;
  merged_from: string[];
  merged_into: string | null;
  started_at: Timestamp;
  ended_at: Timestamp | null;
}
/** Some events of a turn, in order: a JSON array as text, of which the first has this id and each next the next. */
interface TurnEvents {
  turn_id: string;
  first_id: number;
  customer_id: string | null;
  events: string;
}
/** A key of a client, what was asked under it, and what became of it: a turn, or a status and a body. */
interface IdempotencyKeys {
  client: string;
  key: string;
  customer_id: string | null;
  session_id: string;
  request_hash: string;
  turn_id: string | null;
  /** While somebody works on it: until when they are believed to live, and who. */
  claimed_until: Timestamp | null;
  claim: string | null;
  status: number | null;
  body: string | null;
  expires_at: Timestamp;
}
/** Whether an answer helped, as its customer said it; the last word counts. */
interface TurnFeedback {
  session_id: string;
  turn_id: string;
  customer_id: string | null;
  helpful: boolean;
  comment: string | null;
  updated_at: Timestamp;
}
/** A write that was computed and waits for a decision, or what became of it. A trigger lets it take listed steps only. */
interface ActionProposals {
  id: string;
  customer_id: string;
  session_id: string;
  turn_id: string;
  request_id: string;
  agent: string;
  tool: string;
  /** JSON text as it was hashed and stored: `{ input, terms, locale }`. */
  args: string;
  /** SHA-256 of the canonical terms. */
  args_hash: string;
  summary: Json<{ title: string; lines: string[] }>;
  amount_cents: number | null;
  currency: string | null;
  approval: 'customer' | 'staff';
  level: 'verified' | 'step-up';
  status: ActionStatus;
  /** What was done, or why not, in words for the customer. */
  result: string | null;
  code: string | null;
  created_at: Timestamp;
  expires_at: Timestamp;
  offered_at: Timestamp | null;
  /** When the customer decided. */
  decided_at: Timestamp | null;
  finished_at: Timestamp | null;
  /** Who of the staff decided, what they noted, and when. */
  staff_id: Generated<string | null>;
  staff_note: Generated<string | null>;
  staff_decided_at: LaterTimestamp;
  /** What it is about; of one tool and session, a newer proposal about any of it replaces this one. */
  subjects: Generated<string[]>;
  /** The proposal that it was withdrawn for. */
  replaced_by: Generated<string | null>;
}
/** What was done, once a proposal; append only. It outlives its customer, without their id and without personal data. */
interface ActionLedger {
  proposal_id: string;
  customer_id: string | null;
  agent: string;
  tool: string;
  args_hash: string;
  order_id: string | null;
  case_id: string | null;
  movements: Json<unknown[]>;
  at: Timestamp;
}
/** The open one-time code of a customer, how often they failed, and how many codes were sent of late. */
interface Verifications {
  customer_id: string;
  code_hash: Buffer | null;
  code_expires_at: Timestamp | null;
  failures: number;
  locked_until: Timestamp | null;
  sent: number;
  sent_since: Timestamp | null;
}

/** The tables of what is said and decided between customers, the bot and the staff. */
export interface ConversationTables {
  handoffs: Handoffs;
  sessions: Sessions;
  messages: Messages;
  leases: Leases;
  turns: Turns;
  turn_events: TurnEvents;
  turn_feedback: TurnFeedback;
  idempotency_keys: IdempotencyKeys;
  action_proposals: ActionProposals;
  action_ledger: ActionLedger;
  verifications: Verifications;
}
