import type { MessageView, SessionView } from '../../contract/chat-api.js';
import { customerOf, type Identity } from '../../contract/identity.js';
import { CaseFact } from '../../contract/session-context.js';
import type { Database } from '../../database/database.js';
import { AppError } from '../../platform/errors.js';
import { withReferences } from '../missing-reference.js';
import { sessionOwner } from './session-owner.js';

/** Conversations and their append-only history. What is not the caller's own is "not found", whoever's it is. */
export interface SessionStore {
  create(identity: Identity, session: { id: string; locale: string }): Promise<SessionView>;
  /** The newest 50 of the customer; an anonymous visitor has no list. */
  list(identity: Identity): Promise<SessionView[]>;
  get(identity: Identity, sessionId: string): Promise<SessionView>;
  messages(identity: Identity, sessionId: string): Promise<MessageView[]>;
  delete(identity: Identity, sessionId: string): Promise<void>;
}

const MOST_LISTED = 50;

/** The error for a session that does not exist, or is somebody else's. */
export function noSuchSession(): AppError {
  return new AppError('not-found', 'There is no such session. Create one with POST /v1/sessions.');
}

/** Sessions over the supervisor's own tables. */
export function createSessionStore(database: Database): SessionStore {
  return {
    create: (identity, { id, locale }) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        const now = new Date();
        const row = {
          id,
          customer_id: customerOf(identity) ?? null,
          locale,
          title: '',
          summary: '',
          facts: '[]',
          last_agent: null,
          created_at: now,
          updated_at: now,
        };
        const insert = transaction.insertInto('sessions').values(row).execute();
        await withReferences(insert, 'forbidden', 'The customer of this token is not known here.');
        return toSessionView({ ...row, owner: 'bot' });
      }),

    list: async (identity) => {
      const customerId = customerOf(identity);
      if (customerId === undefined) return [];
      return database.transaction({ customerId }, async (transaction) => {
        const rows = await transaction
          .selectFrom('sessions')
          .select(['id', 'locale', 'title', 'created_at', 'updated_at', sessionOwner])
          .where('customer_id', '=', customerId)
          .orderBy('updated_at', 'desc')
          .limit(MOST_LISTED)
          .execute();
        return rows.map(toSessionView);
      });
    },

    get: (identity, sessionId) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        const row = await transaction
          .selectFrom('sessions')
          .select(['id', 'locale', 'title', 'created_at', 'updated_at', sessionOwner])
          .where('id', '=', sessionId)
          .where('customer_id', 'is not distinct from', customerOf(identity) ?? null)
          .executeTakeFirst();
        if (row === undefined) throw noSuchSession();
        return toSessionView(row);
      }),

    messages: (identity, sessionId) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        const rows = await transaction
          .selectFrom('sessions')
          .leftJoin('messages', 'messages.session_id', 'sessions.id')
          .leftJoin('turn_feedback', (join) =>
            join
              .onRef('turn_feedback.session_id', '=', 'messages.session_id')
              .onRef('turn_feedback.turn_id', '=', 'messages.turn_id')
              .on('messages.role', '=', 'assistant'),
          )
          .select([
            'turn_feedback.helpful',
            'messages.id',
            'messages.role',
            'messages.body',
            'messages.data',
            'messages.turn_id',
            'messages.created_at',
          ])
          .where('sessions.id', '=', sessionId)
          .where('sessions.customer_id', 'is not distinct from', customerOf(identity) ?? null)
          .orderBy('messages.seq')
          .execute();
        if (rows.length === 0) throw noSuchSession();
        return rows.flatMap(toMessageView);
      }),

    delete: (identity, sessionId) =>
      database.transaction({ customerId: customerOf(identity) }, async (transaction) => {
        const owned = await transaction
          .selectFrom('sessions')
          .select('id')
          .where('id', '=', sessionId)
          .where('customer_id', 'is not distinct from', customerOf(identity) ?? null)
          .forUpdate()
          .executeTakeFirst();
        if (owned === undefined) throw noSuchSession();
        for (const table of ['messages', 'handoffs', 'action_proposals'] as const)
          await transaction.deleteFrom(table).where('session_id', '=', sessionId).execute();
        await transaction.deleteFrom('sessions').where('id', '=', sessionId).execute();
      }),
  };
}

interface SessionRow {
  id: string;
  locale: string;
  title: string;
  owner: SessionView['owner'];
  created_at: Date;
  updated_at: Date;
}

function toSessionView(row: SessionRow): SessionView {
  return {
    id: row.id,
    locale: row.locale,
    title: row.title,
    owner: row.owner,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** A message as it is stored; all null in a left join without one. */
export interface MessageRow {
  id: string | null;
  role: MessageView['role'] | null;
  body: string | null;
  data: Record<string, unknown> | null;
  turn_id: string | null;
  created_at: Date | null;
  /** What the customer said of the answer. */
  helpful?: boolean | null;
}

/** A message of the history; none for the one empty row that a left join gives for a session without messages. */
export function toMessageView({
  id,
  role,
  body,
  data,
  turn_id: turnId,
  created_at: createdAt,
  helpful,
}: MessageRow): MessageView[] {
  if (id === null || role === null || body === null || turnId === null || createdAt === null) return [];
  const said = typeof helpful === 'boolean' ? { helpful } : {};
  return [{ ...data, id, role, text: body, turnId, createdAt: createdAt.toISOString(), ...said }];
}

/** Reads the stored facts of a session; what does not fit the schema any more is left out. */
export function parseFacts(stored: readonly unknown[]): CaseFact[] {
  return stored.flatMap((fact) => {
    const parsed = CaseFact.safeParse(fact);
    return parsed.success ? [parsed.data] : [];
  });
}
