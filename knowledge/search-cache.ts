import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import type { CacheUse, KnowledgeQuery } from './retriever.js';
import { type ChunkSearchResult, REVISION } from './search-chunks.js';

/** Results of searches, good as long as neither the corpus nor the catalog that filters it has changed. */
export interface SearchCache<Result extends ChunkSearchResult> {
  /** The result of the same search over the same documents; undefined when there is none. */
  find(query: KnowledgeQuery): Promise<Result | undefined>;
  keep(query: KnowledgeQuery, result: Result): void;
  use(): CacheUse;
}

const SEARCHES = 500;

/** Makes a cache for the searches of one retriever. Finding costs one small statement that reads the revisions. */
export function createSearchCache<Result extends ChunkSearchResult>(database: Database): SearchCache<Result> {
  const kept = new LRUCache<string, Result>({ max: SEARCHES });
  const use = { hits: 0, misses: 0 };
  return {
    async find(query) {
      const known = kept.get(keyOf(query));
      const isGood = known !== undefined && known.revision === (await readRevision(database));
      use[isGood ? 'hits' : 'misses'] += 1;
      return isGood ? known : undefined;
    },
    keep(query, result) {
      kept.set(keyOf(query), result);
    },
    use: () => ({ ...use }),
  };
}

function keyOf({ query, product, kind, limit, withRepeats }: KnowledgeQuery): string {
  return JSON.stringify([query, product, kind, limit, withRepeats]);
}

async function readRevision(database: Database): Promise<string | null> {
  return database.transaction({}, async (transaction) => {
    const { rows } = await sql<{ revision: string | null }>`select ${REVISION} as revision`.execute(
      transaction,
    );
    return rows[0]?.revision ?? null;
  });
}
