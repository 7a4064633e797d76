import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../database/schema.js';

/** A step that was tried, and what the customer saw. */
export interface TriedStep {
  step: string;
  text: string;
  observation: string;
}

/** What to remember of a diagnosis. */
export interface DiagnosisNote {
  customerId: string;
  sessionId: string;
  guide: { id: string; title: string };
  /** Undefined when the diagnosis only begins. */
  tried: TriedStep | undefined;
  status: 'open' | 'resolved';
  now: Date;
}

/**
 * Opens or continues the case of this guide in this session, in one statement, and answers its number with all that
 * was tried. A repeated call adds the same step only once.
 */
export async function noteDiagnosis(
  transaction: Transaction<Schema>,
  note: DiagnosisNote,
): Promise<{ caseId: string; tried: TriedStep[] }> {
  const id = `D-${createHash('sha256').update(`${note.sessionId}\n${note.guide.id}`).digest('hex').slice(0, 12)}`;
  const tried = JSON.stringify(note.tried === undefined ? [] : [note.tried]);
  const { rows } = await sql<{ tried: TriedStep[] }>`
    insert into cases (id, customer_id, order_id, kind, status, topic, summary, data, created_at, updated_at)
    values (${id}, ${note.customerId}, null, 'diagnosis', ${note.status}, ${note.guide.title}, '',
      jsonb_build_object('guide', ${note.guide.id}::text, 'tried', ${tried}::jsonb), ${note.now}, ${note.now})
    on conflict (id) do update set status = excluded.status, updated_at = excluded.updated_at,
      data = jsonb_set(cases.data, '{tried}', case
        when (cases.data->'tried') @> (excluded.data->'tried') then cases.data->'tried'
        else (cases.data->'tried') || (excluded.data->'tried') end)
    returning data->'tried' as tried`.execute(transaction);
  return { caseId: id, tried: rows[0]?.tried ?? [] };
}
