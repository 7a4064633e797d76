import { z } from 'zod';
import { Citation } from './citation.js';
import { DisplayItem } from './display-item.js';
import { MissingPart } from './events.js';
import { Id } from './ids.js';
import { Outcome } from './outcome.js';
import { Usage } from './usage.js';

/** The body of `POST /v1/sessions`. */
export const CreateSession = z
  .object({ locale: z.string().max(35).optional() })
  .meta({ id: 'CreateSession' });
export type CreateSession = z.infer<typeof CreateSession>;

/** Who has a conversation: the bot, the bot while the staff are called, a person, or nobody any more until the customer writes. */
export const SessionOwner = z.enum(['bot', 'queued', 'person', 'closed']);
export type SessionOwner = z.infer<typeof SessionOwner>;

/** A conversation as its customer sees it. */
export const SessionView = z
  .object({
    id: Id,
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
    locale: z.string(),
    title: z.string(),
    owner: SessionOwner,
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof SessionView>;

/** The body of `POST /v1/sessions/{id}/messages`. */
export const SendMessage = z
  .object({
    text: z.string().trim().min(1, 'write something').max(8_000),
    onDisconnect: z
      .enum(['cancel', 'continue'])
      .default('cancel')
      .describe('Whether the turn ends when its reader goes away, or goes on for one that comes back.'),
  })
  .meta({ id: 'SendMessage' });
export type SendMessage = z.infer<typeof SendMessage>;

/** One message of the append-only history. */
export const MessageView = z
  .object({
    id: z.string(),
    role: z.enum(['customer', 'assistant', 'staff']),
    text: z.string(),
    createdAt: z.iso.datetime(),
    turnId: Id,
    outcomes: z.array(Outcome).optional(),
    citations: z.array(Citation).optional(),
    items: z.array(DisplayItem).optional(),
    helpful: z.boolean().optional().describe('What the customer said of the answer, once they did.'),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof MessageView>;

/** The answer to a message when the caller asked for JSON instead of a stream. */
export const TurnReply = z
  .object({
    turnId: Id,
    text: z.string(),
    outcomes: z.array(Outcome),
    missing: z.array(MissingPart),
    citations: z.array(Citation),
    items: z.array(DisplayItem),
    usage: Usage,
    degraded: z.boolean(),
  })
  .meta({ id: 'TurnReply' });
export type TurnReply = z.infer<typeof TurnReply>;

/** Where a turn is: it is being answered, or it is over. */
export const TurnView = z.object({ turnId: Id, state: z.enum(['running', 'ended']) }).meta({ id: 'Turn' });
export type TurnView = z.infer<typeof TurnView>;

/** The body of `POST /v1/sessions/{id}/turns/{turnId}/feedback`. */
export const GiveFeedback = z
  .object({
    helpful: z.boolean(),
    comment: z.string().trim().min(1).max(500).optional().describe('What was missing or wrong.'),
  })
  .meta({ id: 'GiveFeedback' });
export type GiveFeedback = z.infer<typeof GiveFeedback>;

/** The body of `POST /v1/events`: something the customer looked at, put in the cart or searched for. */
export const RecordEvent = z
  .object({
    kind: z.enum(['view', 'search', 'cart']),
    productId: Id.optional().describe('Required for view and cart.'),
    query: z.string().min(1).max(200).optional().describe('Required for search.'),
  })
  .refine((event) => (event.kind === 'search' ? event.query !== undefined : event.productId !== undefined), {
    message: 'view and cart need productId, search needs query',
  })
  .meta({ id: 'RecordEvent' });
export type RecordEvent = z.infer<typeof RecordEvent>;
