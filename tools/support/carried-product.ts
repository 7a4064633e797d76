import { sql } from 'kysely';
import type { CaseFact } from '../../contract/session-context.js';
import type { Database } from '../../database/database.js';
import { searchTerms } from '../search-terms.js';
import type { ToolContext } from '../tool.js';

const POINTS_BACK =
  /\b(?:it|its|it's|this|that|they|them|their|these|those|still|again)\b|^\W*(?:and|or|but|also|then|so|what about|how about)\b/i;
/** Something of their own that is named here is what the question is about. */
const NAMES_OWN = /\b(?:my|our|mine|ours) \p{L}{3,}/iu;
const MESSAGES_READ = 4;
const SHORTEST_WORD = 3;

/**
 * The product or category that a question points back to ("and how do I clean it?"): the one thing among the facts of the
 * session that the last messages named most. Undefined when it points at nothing, at more than one, or names a thing itself.
 */
export async function findCarriedProduct(
  query: string,
  context: Pick<ToolContext, 'conversation' | 'knowledge' | 'database'>,
): Promise<string | undefined> {
  const { conversation, knowledge } = context;
  if (conversation === undefined || !POINTS_BACK.test(query) || NAMES_OWN.test(query)) return undefined;
  const meant = mostNamed(conversation);
  const products = meant.filter(({ kind }) => kind === 'product').map(({ id }) => id);
  const subjects =
    products.length > 0
      ? products
      : await Promise.all(meant.map(async ({ id }) => (await knowledge.document(id))?.chunks[0]?.product));
  const [subject, ...others] = new Set(subjects);
  if (typeof subject !== 'string' || others.length > 0) return undefined;
  return (await namesProduct(context.database, query)) ? undefined : subject;
}

/** The products and documents that the last messages named with the most words; the customer's own words count twice. */
function mostNamed({ window, facts }: NonNullable<ToolContext['conversation']>): CaseFact[] {
  const recent = window.slice(-MESSAGES_READ);
  const said = wordsIn(recent.filter(({ role }) => role === 'customer').map(({ text }) => text));
  const answered = wordsIn(recent.filter(({ role }) => role !== 'customer').map(({ text }) => text));
  const scored = facts
    .filter(({ kind }) => kind === 'product' || kind === 'document')
    .map((fact) => ({ fact, score: 2 * countIn(said, fact) + countIn(answered, fact) }));
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return best === 0 ? [] : scored.filter(({ score }) => score === best).map(({ fact }) => fact);
}

/** Whether a question has a word of any product or category that the documents are about. */
function namesProduct(database: Database, query: string): Promise<boolean> {
  return database.transaction({}, async (transaction) => {
    const { rows } = await sql<{ named: boolean }>`
      select exists (
        select from knowledge_documents
        where tsvector_to_array(to_tsvector('english', replace(product, '-', ' ')))
          && tsvector_to_array(to_tsvector('english', ${query}))
      ) as named`.execute(transaction);
    return rows[0]?.named === true;
  });
}

function wordsIn(texts: readonly string[]): ReadonlySet<string> {
  return new Set(texts.flatMap((text) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
}

function countIn(words: ReadonlySet<string>, { label }: Pick<CaseFact, 'label'>): number {
  return searchTerms(label).filter((term) => term.length >= SHORTEST_WORD && words.has(term)).length;
}
