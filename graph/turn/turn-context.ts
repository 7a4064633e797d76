import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import type { AgentReply } from '../../contract/agent-reply.js';
import type { AgentEvent } from '../../contract/events.js';
import type { Identity } from '../../contract/identity.js';
import { Id } from '../../contract/ids.js';
import type { Usage } from '../../contract/usage.js';
import type { Assignment } from '../state.js';

/** The steps of a turn, in order; between any two its process may end. */
export type TurnStep =
  | 'opened'
  | 'understood'
  | 'before-effect'
  | 'begun'
  | 'answered'
  | 'responded'
  | 'before-finish'
  | 'committing'
  | 'finished'
  | 'told'
  | 'pruned';

/** Who hears what a run does, while it does it. */
export interface TurnListener {
  /** With `oneVoice` the words of all parts wait for `composed`. */
  understood(plan: readonly Assignment[], how?: { oneVoice: boolean }): void;
  progressed(event: AgentEvent): void;
  ended(reply: AgentReply): void;
  /** All parts have ended; `worded` says them in one voice where that was wanted and worked. */
  composed?(worded: string | undefined): void;
  /** What the supervisor's own steps consumed. */
  spent?(usage: Usage): void;
}

/** What belongs to one run of the graph and is never stored: who asks, how long it may take, who listens. */
export interface TurnContext {
  sessionId: string;
  turnId: string;
  identity: Identity;
  locale: string;
  traceparent: string | undefined;
  deadlineAt: Date;
  signal: AbortSignal;
  listener: TurnListener;
  /** What another replica has done of it already. */
  known?: { plan: readonly Assignment[] | undefined; replies: readonly AgentReply[] };
  /** Awaited before what cannot be taken back: rejects when the turn is no longer this replica's. */
  beforeEffect?: () => Promise<void>;
  /** Awaited at the steps of a turn. */
  reach?: (step: TurnStep) => Promise<void>;
}

/** How long a run may take that came without a turn of its own. */
const STANDALONE_MILLISECONDS = 60_000;

/**
 * The turn of a node's config. A program that runs the graph without one (LangGraph Studio) gets a turn of its own:
 * the customer from `configurable.customerId`, events to the custom stream.
 */
export function turnOf(config: LangGraphRunnableConfig): TurnContext {
  const carried: unknown = config.configurable?.turn;
  return isTurnContext(carried) ? carried : toStandaloneTurn(config);
}

function toStandaloneTurn(config: LangGraphRunnableConfig): TurnContext {
  const customerId = Id.safeParse(config.configurable?.customerId);
  const thread = Id.catch('standalone').parse(config.configurable?.thread_id);
  const write = (event: unknown): void => config.writer?.(event);
  return {
    sessionId: thread,
    turnId: Id.catch(thread).parse(config.configurable?.run_id),
    identity: customerId.success
      ? { level: 'verified', customerId: customerId.data }
      : { level: 'anonymous' },
    locale: 'en-US',
    traceparent: undefined,
    deadlineAt: new Date(Date.now() + STANDALONE_MILLISECONDS),
    signal: config.signal ?? new AbortController().signal,
    listener: {
      understood: (plan) => write({ type: 'turn-start', requests: plan }),
      progressed: write,
      ended: ({ outcome }) => write({ type: 'agent-end', outcome }),
    },
  };
}

function isTurnContext(value: unknown): value is TurnContext {
  return typeof value === 'object' && value !== null && 'turnId' in value && 'listener' in value;
}
