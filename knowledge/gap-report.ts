import { sql } from 'kysely';
import type { Database } from '../database/database.js';

/** Questions that the documents did not answer, told alike, with how often and when they were asked last. */
export interface Gap {
  query: string;
  product: string | null;
  /** The worst that was found for it. */
  evidence: 'weak' | 'none';
  times: number;
  lastAsked: Date;
}

/** What customers asked in vain since then, the most frequent first: what to write next. */
export async function loadGapReport(database: Database, since: Date, limit = 50): Promise<Gap[]> {
  return database.transaction({}, async (transaction) => {
    const { rows } = await sql<Gap>`
      select min(query) as query, product, min(evidence) as evidence, count(*)::int as times,
             max(created_at) as "lastAsked"
      from knowledge_gaps
      where created_at >= ${since}
      group by lower(btrim(regexp_replace(query, '[^[:alnum:]]+', ' ', 'g'))), product
      order by times desc, "lastAsked" desc
      limit ${limit}`.execute(transaction);
    return rows;
  });
}
