import { sql, type Transaction } from 'kysely';
import type { Database } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { isSameHash } from './hash-code.js';

/** How codes are kept in bounds. */
export const CODE_LIMITS = {
  codeSeconds: 600,
  failures: 3,
  lockSeconds: 1_800,
  /** Codes that are sent to one customer in a window. */
  sent: 5,
  sentWindowSeconds: 3_600,
} as const;

/** What became of a wish for a code: `email` is missing for a customer who does not exist, and nobody is to notice. */
export type OpenedCode =
  | { kind: 'opened'; email: string | undefined; expiresAt: Date }
  | { kind: 'refused'; retryAfterSeconds: number };

/** What became of an attempt. */
export type JudgedCode = 'right' | 'wrong' | { lockedForSeconds: number };

/** The open code of each customer and its limits, which hold over all replicas. */
export interface VerificationStore {
  /** Replaces the open code, unless the customer is locked or was sent too many. */
  open(customerId: string, codeHash: Buffer, now: Date): Promise<OpenedCode>;
  /** Counts an attempt before it looks at the code, so that parallel guesses are no more than three either. */
  judge(customerId: string, codeHash: Buffer, now: Date): Promise<JudgedCode>;
}

/** Codes in the supervisor's own table. */
export function createVerificationStore(database: Database): VerificationStore {
  return {
    open: (customerId, codeHash, now) =>
      database.transaction({ customerId }, async (transaction) => {
        const expiresAt = after(now, CODE_LIMITS.codeSeconds);
        const opened = await openCode(transaction, { customerId, codeHash, expiresAt, now });
        const row = await transaction
          .selectFrom('verifications')
          .leftJoin('customers', 'customers.id', 'verifications.customer_id')
          .select(['customers.email', 'locked_until', 'sent_since'])
          .where('customer_id', '=', customerId)
          .executeTakeFirstOrThrow();
        if (opened) return { kind: 'opened', email: row.email ?? undefined, expiresAt };
        const isLocked = row.locked_until !== null && row.locked_until > now;
        const until = isLocked
          ? row.locked_until
          : after(row.sent_since ?? now, CODE_LIMITS.sentWindowSeconds);
        return { kind: 'refused', retryAfterSeconds: secondsUntil(until, now) };
      }),

    judge: (customerId, codeHash, now) =>
      database.transaction({ customerId }, async (transaction) => {
        const attempt = await countAttempt(transaction, customerId, now);
        if (attempt === undefined) return { lockedForSeconds: await lockedFor(transaction, customerId, now) };
        const { failures, code, expiresAt } = attempt;
        if (code !== null && expiresAt !== null && expiresAt > now && isSameHash(code, codeHash)) {
          await transaction
            .updateTable('verifications')
            .set({ code_hash: null, code_expires_at: null, failures: 0, locked_until: null })
            .where('customer_id', '=', customerId)
            .execute();
          return 'right';
        }
        return failures < CODE_LIMITS.failures ? 'wrong' : { lockedForSeconds: CODE_LIMITS.lockSeconds };
      }),
  };
}

async function openCode(
  transaction: Transaction<Schema>,
  code: { customerId: string; codeHash: Buffer; expiresAt: Date; now: Date },
): Promise<boolean> {
  const { customerId, codeHash, expiresAt, now } = code;
  const windowStart = after(now, -CODE_LIMITS.sentWindowSeconds);
  const { rows } = await sql`
    insert into verifications as v (customer_id, code_hash, code_expires_at, sent, sent_since)
    values (${customerId}, ${codeHash}, ${expiresAt}, 1, ${now})
    on conflict (customer_id) do update set
      code_hash = excluded.code_hash,
      code_expires_at = excluded.code_expires_at,
      sent = case when v.sent_since > ${windowStart} then v.sent + 1 else 1 end,
      sent_since = case when v.sent_since > ${windowStart} then v.sent_since else excluded.sent_since end
    where coalesce(v.locked_until <= ${now}, true)
      and (v.sent < ${CODE_LIMITS.sent} or coalesce(v.sent_since <= ${windowStart}, true))
    returning 1`.execute(transaction);
  return rows.length > 0;
}

/** One statement counts and locks, so that no two replicas see the same count; nothing comes back while locked. */
async function countAttempt(transaction: Transaction<Schema>, customerId: string, now: Date) {
  const { rows } = await sql<{ failures: number; code: Buffer | null; expiresAt: Date | null }>`
    insert into verifications as v (customer_id, failures) values (${customerId}, 1)
    on conflict (customer_id) do update set
      failures = case when v.locked_until is null then v.failures + 1 else 1 end,
      locked_until = case when v.locked_until is null and v.failures + 1 >= ${CODE_LIMITS.failures}
        then ${after(now, CODE_LIMITS.lockSeconds)}::timestamptz end
    where coalesce(v.locked_until <= ${now}, true)
    returning failures, code_hash as code, code_expires_at as "expiresAt"`.execute(transaction);
  return rows[0];
}

async function lockedFor(transaction: Transaction<Schema>, customerId: string, now: Date): Promise<number> {
  const { locked_until: until } = await transaction
    .selectFrom('verifications')
    .select('locked_until')
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow();
  return secondsUntil(until, now);
}

function after(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1_000);
}

function secondsUntil(date: Date | null, now: Date): number {
  return Math.max(1, Math.ceil(((date ?? now).getTime() - now.getTime()) / 1_000));
}
