import { randomUUID } from 'node:crypto';
import type { Database } from '../database/database.js';
import { redactText } from '../platform/telemetry/redact.js';
import type { EvidenceBand, KnowledgeQuery } from './retriever.js';

const MAX_LENGTH = 500;
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]+/g;
const LONG_NUMBER = /\+?\d(?:[ .()-]?\d){5,}/g;
/** Keys, tokens and URLs, also where a key was put into lower case: long, and no word of any language. */
const SECRET = /\b(?:akia|asia)[a-z0-9]{16}\b|(?=\S*[\d:/_=+])\S{20,}/gi;

/** Writes down a question that the documents do not answer, without e-mail addresses, long numbers, keys and links. */
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
  const plain = text.replace(EMAIL, '[email]').replace(SECRET, '[secret]').replace(LONG_NUMBER, '[number]');
  return redactText(plain);
}
