import { z } from 'zod';
import { ActionProposal } from './action.js';
import { AgentReply } from './agent-reply.js';
import { Citation } from './citation.js';
import { DisplayItem } from './display-item.js';
import { AgentId, Id } from './ids.js';
import { FailureReason, Outcome } from './outcome.js';
import { Problem } from './problem.js';
import { Usage } from './usage.js';

const part = { requestId: Id, agent: AgentId };

const AgentStart = z.object({ type: z.literal('agent-start'), ...part, model: z.string().optional() });
const ToolStart = z.object({ type: z.literal('tool-start'), ...part, callId: z.string(), tool: z.string() });
const ToolEnd = z.object({
  type: z.literal('tool-end'),
  ...part,
  callId: z.string(),
  tool: z.string(),
  ok: z.boolean(),
  code: z.string().optional().describe('Why it did not work.'),
  milliseconds: z.number().nonnegative(),
});
const TextDelta = z.object({ type: z.literal('text-delta'), requestId: Id, text: z.string() });
const TextIncomplete = z.object({ type: z.literal('text-incomplete'), requestId: Id, reason: FailureReason });
const CitationShown = z.object({ type: z.literal('citation'), requestId: Id, citation: Citation });
const ItemShown = z.object({ type: z.literal('item-shown'), requestId: Id, item: DisplayItem });
const ActionProposed = z.object({
  type: z.literal('action-proposed'),
  requestId: Id,
  proposal: ActionProposal,
});
const AgentEnd = z.object({ type: z.literal('agent-end'), outcome: Outcome, reply: AgentReply.optional() });
const ErrorEvent = z.object({ type: z.literal('error'), problem: Problem });

/**
 * What an agent streams, in this order: `agent-start`, then tool, text, citation and item events as they happen,
 * then exactly one `agent-end` with the whole reply, or one `error`. Nothing follows the last.
 */
export const AgentEvent = z
  .discriminatedUnion('type', [
    AgentStart,
    ToolStart,
    ToolEnd,
    TextDelta,
    CitationShown,
    ItemShown,
    ActionProposed,
    AgentEnd,
    ErrorEvent,
  ])
  .meta({ id: 'AgentEvent' });
export type AgentEvent = z.infer<typeof AgentEvent>;

/** A request as `understand` made it: which agent works on which words. */
export const PlannedRequest = z.object({ requestId: Id, agent: AgentId, request: z.string() });
export type PlannedRequest = z.infer<typeof PlannedRequest>;

/** A request that was not, or not wholly, served: the agent, why, and what the customer can do. */
export const MissingPart = z.object({ ...part, reason: FailureReason, hint: z.string() });
export type MissingPart = z.infer<typeof MissingPart>;

/** Wall-clock milliseconds since the turn began. */
export const Timings = z.object({
  understood: z.number(),
  firstText: z.number().optional(),
  total: z.number(),
  agents: z.record(z.string(), z.number()).describe('How long each request took, by request id.'),
});
export type Timings = z.infer<typeof Timings>;

const TurnStart = z.object({ type: z.literal('turn-start'), turnId: Id, requests: z.array(PlannedRequest) });
const TurnEnd = z.object({
  type: z.literal('turn-end'),
  turnId: Id,
  outcomes: z.array(Outcome),
  missing: z.array(MissingPart),
  usage: Usage,
  timings: Timings,
  degraded: z.boolean(),
  heldByPerson: z
    .literal(true)
    .optional()
    .describe('A person has the conversation: the message was passed on, and no answer of the bot counts.'),
});
const TurnInterrupted = z.object({
  type: z.literal('turn-interrupted'),
  turnId: Id,
  reason: z
    .enum(['client-gone', 'cancelled', 'merged', 'restarting', 'crashed'])
    .optional()
    .describe('merged: the message is answered together with the next one.'),
  resumes: z
    .literal(true)
    .optional()
    .describe('The turn goes on on another replica: read its events from there, after this one.'),
});

/**
 * What a customer's turn streams: `turn-start`, the agents' events interleaved (text always in the order asked),
 * then exactly one of `turn-end`, `turn-interrupted` or `error`. Nothing follows the last.
 */
export const TurnEvent = z
  .discriminatedUnion('type', [
    TurnStart,
    AgentStart,
    ToolStart,
    ToolEnd,
    TextDelta,
    TextIncomplete,
    CitationShown,
    ItemShown,
    ActionProposed,
    z.object({ type: z.literal('agent-end'), outcome: Outcome }),
    TurnEnd,
    TurnInterrupted,
    ErrorEvent,
  ])
  .meta({ id: 'TurnEvent' });
export type TurnEvent = z.infer<typeof TurnEvent>;
