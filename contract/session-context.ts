import { z } from 'zod';
import { Id } from './ids.js';

/** One message of the recent window, oldest first. */
export const WindowMessage = z.object({
  role: z.enum(['customer', 'assistant', 'staff']),
  text: z.string().max(8_000),
  agent: z.string().optional().describe('The agent that wrote it, for an assistant message by one agent.'),
});
export type WindowMessage = z.infer<typeof WindowMessage>;

/** Something that was found out earlier in the session and that a later request may point at ("the second one"). */
export const CaseFact = z.object({
  kind: z.enum(['order', 'product', 'item', 'guide-step', 'document', 'tried', 'slot']),
  id: z.string().max(128),
  label: z.string().max(200),
  agent: z.string().max(64),
});
export type CaseFact = z.infer<typeof CaseFact>;

/**
 * What travels with every request to an agent, so that services keep nothing between requests.
 * Who the customer is stands in the signed token beside it, not in here.
 */
export const SessionContext = z
  .object({
    sessionId: Id,
    turnId: Id,
    locale: z.string().max(35).default('en-US'),
    window: z
      .array(WindowMessage)
      .max(12)
      .describe('The recent messages, oldest first, without the current one.'),
    summary: z.string().max(4_000).default('').describe('What was said before the window.'),
    facts: z.array(CaseFact).max(40).default([]).describe('Newest last.'),
    deadlineAt: z.iso.datetime().describe('When the caller stops waiting.'),
  })
  .meta({ id: 'SessionContext' });
export type SessionContext = z.infer<typeof SessionContext>;
