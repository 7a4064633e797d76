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
  action_proposals: ActionProposals;
  action_ledger: ActionLedger;
  verifications: Verifications;
}
