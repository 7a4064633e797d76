import { ReducedValue, StateSchema } from '@langchain/langgraph';
import { z } from 'zod';
import { AgentReply } from '../contract/agent-reply.js';
import { PlannedRequest } from '../contract/events.js';
import { Id } from '../contract/ids.js';
import { CaseFact, WindowMessage } from '../contract/session-context.js';

/** What the supervisor answers itself, without an agent. */
export const ReplyKind = z.enum([
  'greeting',
  'thanks',
  'given-up',
  'goodbye',
  'about',
  'out-of-scope',
  'unclear',
  'person',
  'confirm',
  'decline',
  'choose-action',
  'other-language',
]);
export type ReplyKind = z.infer<typeof ReplyKind>;

/** The replies that are words and nothing else. */
export type FixedReply = Exclude<ReplyKind, 'person' | 'confirm' | 'decline'>;

/** A proposed write that can be decided, named by its row and the arguments that were shown. */
export const OpenAction = z.object({ id: Id, argsHash: z.string() });
export type OpenAction = z.infer<typeof OpenAction>;

/** A request as `understand` made it: for an agent, or (agent `supervisor`) for one of the supervisor's own replies. */
export const Assignment = PlannedRequest.extend({
  reply: ReplyKind.optional(),
  action: OpenAction.optional(),
  /** The agents that an `unclear` request may be for, when it is narrowed down to a few. */
  choices: z.array(z.string()).optional(),
});
export type Assignment = z.infer<typeof Assignment>;

/** What came of one request, and how long it took in milliseconds. */
export const PartResult = z.object({ reply: AgentReply, milliseconds: z.number() });
export type PartResult = z.infer<typeof PartResult>;

/** What was said and found before the message. The window is bounded by its builder; the history lives in `messages`. */
export const TurnMemory = z.object({
  window: z.array(WindowMessage).default([]),
  summary: z.string().default(''),
  facts: z.array(CaseFact).default([]),
  /** The agent that spoke last, for follow-ups. */
  lastAgent: z.string().nullable().default(null),
  /** The agent whose question the customer may be answering. */
  awaiting: z.string().nullable().default(null),
  /** What the customer was offered and has not decided. */
  openActions: z.array(OpenAction).default([]),
});
export type TurnMemory = z.infer<typeof TurnMemory>;

/** The supervisor's state in one turn; few channels, since each is a row of the checkpoint. */
export const TurnState = new StateSchema({
  message: z.string(),
  memory: TurnMemory.prefault({}),
  plan: z.array(Assignment).default([]),
  results: new ReducedValue(
    z.array(PartResult).default(() => []),
    { reducer: (before, more) => [...before, ...more] },
  ),
  answer: z.string().default(''),
});
export type TurnStateValue = typeof TurnState.State;
export type TurnStateUpdate = typeof TurnState.Update;
