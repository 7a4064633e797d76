import { sql } from 'kysely';
import type { ServedPassage } from '../../contract/knowledge.js';
import type { StaffIdentity } from '../../contract/staff.js';
import type { Database } from '../../database/database.js';

/** Which passages the answers of the last days cite, and what customers said of those answers. */
export type LoadServedReport = (staff: StaffIdentity, days: number) => Promise<ServedPassage[]>;

const MOST_LISTED = 500;
const MOST_COMMENTS = 3;

/** The report over the supervisor's own tables; an answer counts once for each passage, however often it cites it. */
export function createLoadServedReport(database: Database): LoadServedReport {
  return ({ staffId }, days) =>
    database.transaction({ staffId }, async (transaction) => {
      const { rows } = await sql<Omit<ServedPassage, 'lastServed'> & { lastServed: Date }>`
        with cited as (
          select distinct on (m.session_id, m.id, citation ->> 'chunkId')
            citation ->> 'chunkId' as chunk_id, citation ->> 'documentId' as document_id, citation ->> 'title' as title,
            m.created_at, f.helpful, f.comment, f.updated_at
          from messages m
          cross join lateral jsonb_array_elements(m.data -> 'citations') as citation
          left join turn_feedback f using (session_id, turn_id)
          where m.role = 'assistant' and m.created_at >= now() - make_interval(days => ${days})
            and jsonb_typeof(m.data -> 'citations') = 'array'
        )
        select chunk_id as "chunkId",
          (array_agg(document_id order by created_at desc))[1] as "documentId",
          (array_agg(title order by created_at desc))[1] as title,
          count(*)::int as answers,
          count(*) filter (where helpful)::int as helpful,
          count(*) filter (where not helpful)::int as unhelpful,
          max(created_at) as "lastServed",
          coalesce((array_agg(comment order by updated_at desc)
            filter (where comment is not null and not helpful))[1:${sql.lit(MOST_COMMENTS)}], '{}') as comments
        from cited
        group by chunk_id
        order by unhelpful desc, answers desc, chunk_id
        limit ${MOST_LISTED}`.execute(transaction);
      return rows.map((row) => ({ ...row, lastServed: row.lastServed.toISOString() }));
    });
}
