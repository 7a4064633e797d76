import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import type { EvidenceBand, KnowledgeQuery } from './retriever.js';

const MAX_LENGTH = 500;
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]+/g;
const LONG_NUMBER = /\+?\d(?:[ .()-]?\d){5,}/g;

/** Writes down a question that the documents do not answer, without e-mail addresses and long numbers. */
export async function recordGap(
  database: Database,
  { query, product }: Pick<KnowledgeQuery, 'query' | 'product'>,
  evidence: Exclude<EvidenceBand, 'strong'>,
): Promise<void> {
  const row = {
    id: randomUUID(),
    query: withoutPersonalData(query).slice(0, MAX_LENGTH),
    product: product ?? null,
    evidence,
    created_at: new Date(),
  };
  await database.transaction({}, (transaction) =>
    transaction.insertInto('knowledge_gaps').values(row).execute(),
  );
}

/** Takes out what could name a person or an account; a report of gaps is read by people who write documents. */
export function withoutPersonalData(text: string): string {
  return text.replace(EMAIL, '[email]').replace(LONG_NUMBER, '[number]');
}
