import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from '../database/schema.js';
import type { KnowledgeKind } from './retriever.js';

/** A search, ready for SQL. Without a vector it goes by words alone. */
export interface ChunkSearch {
  words: string;
  vector: string | null;
  product: string | null;
  kind: KnowledgeKind | null;
  limit: number;
  /** How much a cosine of 1 counts, in shares of the most that the query's words could be worth. */
  meaningWeight: number;
}

/** A passage found and what it was found by. */
export interface ChunkHit {
  id: string;
  document_id: string;
  content: string;
  heading_path: string[];
  document_title: string;
  kind: KnowledgeKind;
  product: string | null;
  score: number;
  /** The passages on either side of it under the same heading. */
  before: { id: string; content: string } | null;
  after: { id: string; content: string } | null;
  /** Its BM25. */
  words: number;
  cosine: number;
}

/** The hits, best first, and which embedder wrote the corpus; null when nothing was ever ingested. */
export interface ChunkSearchResult {
  embedder: string | null;
  /** What changes with every write to the corpus or the catalog; null when nothing was ever ingested. */
  revision: string | null;
  /** How much the query says: its inverse document frequencies added up, in units of a word that no document has. */
  information: number;
  /** The same, in units of BM25. */
  weight: number;
  /** How many words the query has, stop words aside. */
  terms: number;
  /** The mean cosine of the ten passages that mean the most alike; null without a vector. */
  near: number | null;
  /** The best score of each of the ten best documents, best first. */
  documentScores: number[];
  /** Documents that mean more alike than the one that scores best. */
  nearerDocuments: number;
  hits: ChunkHit[];
}

/** How many of the nearest passages say whether a query is about what the corpus is about. */
const NEAREST = 10;
/** How many documents the best one is compared with. */
const COMPARED_DOCUMENTS = 10;
/** Each half proposes this many candidates; both are then scored by words and by meaning. */
const CANDIDATES = 50;
/** How many postings of a word are read at most, and how many passages they propose. */
const POSTINGS_A_WORD = 1_000;
const PROPOSED = 100;
/** How widely the vector index looks around: its default finds fewer than the candidates. */
const EF_SEARCH = 100;

/** Changes with every write to the corpus or the catalog, whose categories a filter goes by. */
export const REVISION = sql<string | null>`(select corpora.revision || '/' || catalog_state.revision
  from corpora, catalog_state where purpose = 'knowledge')`;

const NOTHING: ChunkSearchResult = {
  embedder: null,
  revision: null,
  information: 0,
  weight: 0,
  terms: 0,
  near: null,
  documentScores: [],
  nearerDocuments: 0,
  hits: [],
};

/** BM25 over the word index and cosine over the vectors, added up, in one statement. */
export async function searchChunks(
  transaction: Transaction<Schema>,
  search: ChunkSearch,
): Promise<ChunkSearchResult> {
  const wanted = filter(search);
  // The vector index filters after it has searched: for a kind it searches on, what is about one product is few enough to sort.
  const fence = search.product === null ? sql`` : sql`offset 0`;
  await sql`select set_config('hnsw.ef_search', ${String(EF_SEARCH)}, true),
    set_config('hnsw.iterative_scan', 'strict_order', true)`.execute(transaction);
  const { rows } = await sql<ChunkSearchResult>`
    with query as materialized (
      select lexeme as term from unnest(to_tsvector('english', ${search.words}))
    ),
    corpus as (
      select coalesce(max(chunks), 0) as chunks from knowledge_statistics
    ),
    known as materialized (
      select term, ln(1 + (greatest(chunks, documents) - documents + 0.5) / (documents + 0.5)) as weight
      from query cross join corpus cross join lateral (
        select coalesce(max(documents), 0) as documents from knowledge_terms where knowledge_terms.term = query.term
      ) as counted
    ),
    asked as (
      select coalesce(sum(weight / ln(1 + (chunks + 0.5) / 0.5)), 0)::float8 as information,
             coalesce(sum(weight), 0)::float8 as weight, count(*)::int as terms
      from known cross join corpus
    ),
    ${search.product === null ? wordsAnywhere(search.kind) : wordsWithin(wanted)},
    by_meaning as (
      select chunk.id
      from (select id, embedding from knowledge_chunks as chunk where ${wanted} ${fence}) as chunk
      where ${search.vector}::vector is not null
      order by chunk.embedding <=> ${search.vector}::vector
      limit ${CANDIDATES}
    ),
    scored as (
      select chunk.id, chunk.document_id, chunk.position, chunk.content, chunk.heading_path, chunk.kind, chunk.product,
             coalesce(by_words.score, 0) as words,
             coalesce(1 - (chunk.embedding <=> ${search.vector}::vector), 0) as cosine
      from knowledge_chunks as chunk
      left join by_words on by_words.id = chunk.id
      where chunk.id in (select id from by_words union select id from by_meaning)
    ),
    fused as (
      select scored.*, words + ${search.meaningWeight}::real * greatest(weight, 1) * greatest(cosine, 0) as score
      from scored cross join asked
    ),
    documents as (
      select document_id, max(score) as score, max(cosine) as cosine from fused
      group by document_id
    ),
    best as (
      select fused.*, document.title as document_title
      from fused join knowledge_documents as document on document.id = fused.document_id
      order by score desc, fused.id
      limit ${search.limit}
    ),
    read as (
      select best.*, ${neighbour(-1)} as before, ${neighbour(1)} as after from best
    )
    select (select embedder from corpora where purpose = 'knowledge') as embedder,
           ${REVISION} as revision, information, weight, terms,
           (select avg(cosine)::float8 from (
             select greatest(cosine, 0) as cosine from scored where ${search.vector}::vector is not null
             order by cosine desc limit ${sql.lit(NEAREST)}) as nearest) as near,
           array(select score::float8 from documents order by score desc limit ${sql.lit(COMPARED_DOCUMENTS)}) as "documentScores",
           (select count(*)::int from documents
            where cosine > (select cosine from documents order by score desc, document_id limit 1)) as "nearerDocuments",
           coalesce((select json_agg(read order by score desc, id) from read), '[]') as hits
    from asked`.execute(transaction);
  return rows[0] ?? NOTHING;
}

/** The passage that many places on, as JSON, if it stands under the same heading. */
function neighbour(places: -1 | 1) {
  return sql`(
    select json_build_object('id', beside.id, 'content', beside.content) from knowledge_chunks as beside
    where beside.document_id = best.document_id and beside.position = best.position + ${sql.lit(places)}
      and beside.heading_path = best.heading_path
  )`;
}

/** The passages with the words, all of them weighed: what passes a filter is few enough. */
function wordsWithin(wanted: RawBuilder<unknown>) {
  return sql`by_words as (
    select chunk_id as id, sum(impact * weight) as score
    from known join knowledge_postings using (term)
    where chunk_id in (select chunk.id from knowledge_chunks as chunk where ${wanted})
    group by chunk_id
    order by score desc, chunk_id
    limit ${sql.lit(CANDIDATES)}
  )`;
}

/**
 * The same over all products. Of each word only the postings that weigh most are read; what they propose is then weighed by
 * all of its words. Exact while no word is in more passages than are read.
 */
function wordsAnywhere(kind: KnowledgeKind | null) {
  return sql`heaviest as (
    select chunk_id as id
    from known cross join lateral (
      select chunk_id, impact from knowledge_postings as posting where posting.term = known.term
      order by impact desc limit ${sql.lit(POSTINGS_A_WORD)}
    ) as postings
    where ${kind}::text is null
      or exists (select from knowledge_chunks as chunk where chunk.id = chunk_id and chunk.kind = ${kind})
    group by chunk_id
    order by sum(impact * weight) desc, chunk_id
    limit ${sql.lit(PROPOSED)}
  ),
  by_words as (
    select heaviest.id, weighed.score
    from heaviest cross join lateral (
      select sum(impact * weight) as score from known join knowledge_postings as posting
        on posting.term = known.term and posting.chunk_id = heaviest.id
    ) as weighed
    order by score desc, heaviest.id
    limit ${sql.lit(CANDIDATES)}
  )`;
}

/** A product's passages are its own, those of its category, and those that hold for everything. */
function filter({ product, kind }: ChunkSearch) {
  if (product === null && kind === null) return sql`true`;
  const meant = sql`array(
    select ${product}::text union select category from products where id = ${product}
    union select id from products where category = ${product})`;
  return sql`(${kind}::text is null or chunk.kind = ${kind}) and (
    ${product}::text is null or chunk.product is null or chunk.product = any(${meant}) or chunk.also_for && ${meant})`;
}
