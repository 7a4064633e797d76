import type pg from 'pg';
import type { OutcomeStatus } from '../../contract/outcome.js';

/** What a conversation is held about: a row of the shop's data, as text. `customer` signs in; without it, a visitor comes. */
export type Subject = Readonly<Record<string, string>>;

/** What the customer does: say something, say something only when asked back, or press a button of the last proposal. */
export type Step = string | { whenAsked: string } | 'CONFIRM' | 'DECLINE';

/** One way to say it, about any subject; at most six turns. */
export type Wording = (subject: Subject) => readonly Step[];

/** A tool that was called. */
export interface SeenTool {
  name: string;
  ok: boolean;
  code: string | undefined;
}

/** A write that was proposed. */
export interface SeenProposal {
  tool: string;
  approval: 'customer' | 'staff';
  level: 'verified' | 'step-up';
  /** Title and lines, as they are shown. */
  text: string;
}

/** What became of a proposal by its button. */
export interface SeenDecision {
  status: string;
}

/** One message of the customer and what came of it. */
export interface SeenTurn {
  said: string;
  reply: string;
  agents: readonly string[];
  outcomes: readonly OutcomeStatus[];
  tools: readonly SeenTool[];
  proposals: readonly SeenProposal[];
  decision: SeenDecision | undefined;
  /** Documents that were cited. */
  cited: readonly string[];
  /** Orders and products whose cards were shown. */
  cards: readonly string[];
}

/** What a goal is known by. Everything that is given must hold. */
export interface Reached {
  /** Each was called with success, in some turn. */
  tools?: readonly string[];
  /** None was called. */
  neverTools?: readonly string[];
  /** Such a proposal was made; with `null`, none at all. */
  proposes?: {
    tool: string;
    approval?: 'customer' | 'staff';
    level?: 'step-up';
    text?: readonly string[];
  } | null;
  /** What pressing the button last came to. */
  decided?: string;
  /** One of these is how the last turn ended, in each of its parts. */
  ends?: readonly OutcomeStatus[];
  /** Each is found in what was shown in the last turn that shows anything of it; any turn will do. */
  shows?: readonly (string | RegExp)[];
  /** None is found in any reply. */
  hides?: readonly (string | RegExp)[];
  /** One of these documents was cited. */
  cites?: readonly string[];
  /** Cards of these were shown. */
  cards?: readonly string[];
  /** One row with one boolean column: whether the database is as it should be now. Parameters are the subject's, by `:name`. */
  rows?: string;
}

/** Something that a customer wants, and how it is known that they got it. */
export interface Goal {
  id: string;
  /** One line: what the customer wants. */
  wants: string;
  /** SQL that finds subjects, best first; `key` tells them apart. */
  subjects: string;
  wordings: readonly Wording[];
  reached(subject: Subject): Reached;
}

/** Finds a subject that no other conversation about this goal had, as long as there is one; the shop is put back after each. */
export async function findSubject(pool: pg.Pool, goal: Goal, used: Set<string>): Promise<Subject> {
  const { rows } = await pool.query<Record<string, unknown>>(goal.subjects);
  const row = rows.find(({ key }) => !used.has(String(key))) ?? rows[used.size % rows.length];
  if (row === undefined) throw new Error(`${goal.id}: the shop has no subject for it`);
  used.add(String(row['key']));
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')]));
}
