import type { Transaction } from 'kysely';
import { customerOf } from '../../contract/identity.js';
import type { TransactionScope } from '../../database/database.js';
import type { Schema } from '../../database/schema.js';
import { searchTerms } from '../search-terms.js';
import { synonymsOf } from '../synonyms.js';
import type { ToolContext } from '../tool.js';
import { correctWords } from './correct-words.js';
import { fuseEvidence } from './fuse-evidence.js';
import type { ProductRecord } from './product-record.js';
import {
  type RankedProduct,
  type RankedSearch,
  rankProducts,
  type SearchWord,
} from './product-search-store.js';
import { findProducts } from './product-store.js';
import type { ProductHit } from './product-view.js';
import { missesOf, type ProductFilter } from './search-filter.js';
import type { ProductSearchView } from './search-view.js';
import { toProductHit } from './to-product-view.js';
import { findUnknownWords, loadCatalogSize, loadVocabulary } from './vocabulary.js';
import { whyItFits, whyItMisses } from './why.js';

/** What to search for, as the tool got it. Prices are in currency units. */
export interface ProductSearchInput {
  query?: string | undefined;
  category?: string | undefined;
  brand?: string | undefined;
  min_price?: number | undefined;
  max_price?: number | undefined;
  options?: readonly string[] | undefined;
  in_stock?: boolean | undefined;
  sort?: RankedSearch['sort'] | undefined;
  limit?: number | undefined;
}

/**
 * A product whose meaning is less alike than this is no evidence. Embedders differ: the local one finds things alike
 * that have nothing to do with each other (up to 0.43 for goods that the shop does not sell).
 */
const COSINE_FLOORS: Readonly<Record<string, number>> = { 'use-lite-512': 0.44 };
const COSINE_FLOOR = 0.3;
const RANKED = 40;
const NEAR = 3;

/** What a search came to: the words as they were understood, and what they found. */
interface Findings {
  words: readonly string[];
  ranked: readonly RankedProduct[];
  records: readonly ProductRecord[];
}

/**
 * Searches by words first. Only when no product has all of them, spelling is corrected and meaning is compared too,
 * so that an ordinary search needs no embedding and two statements.
 */
export async function findHits(input: ProductSearchInput, context: ToolContext): Promise<ProductSearchView> {
  const words = searchTerms(input.query ?? '');
  const search = { filter: toFilter(input), sort: input.sort ?? 'relevance', limit: RANKED };
  const findings =
    (await findByWords({ words, search, input }, context)) ??
    (await findByMeaning({ words, search, input }, context));
  return toView({ ...findings, asked: words, input, filter: search.filter }, context.locale);
}

interface SearchStep {
  words: readonly string[];
  search: Pick<RankedSearch, 'filter' | 'sort' | 'limit'>;
  input: ProductSearchInput;
}

/** Undefined when no product has all words. */
function findByWords(
  { words, search, input }: SearchStep,
  context: ToolContext,
): Promise<Findings | undefined> {
  return context.database.transaction(scopeOf(context), async (transaction) => {
    const ranked = await rankProducts(transaction, {
      ...search,
      words: words.map(toSearchWord),
      vector: undefined,
      catalog: await loadCatalogSize({ database: context.database, transaction }),
    });
    const most = Math.max(0, ...ranked.map((product) => product.matched.length));
    if (most < words.length) return undefined;
    return { words, ranked, records: await loadShown(transaction, ranked, input) };
  });
}

async function findByMeaning({ words, search, input }: SearchStep, context: ToolContext): Promise<Findings> {
  const understood = await context.database.transaction(scopeOf(context), (transaction) =>
    understandWords(transaction, words, context),
  );
  const corrected = understood.map((word) => word.text);
  const embedder = context.embedder.id;
  const [values = []] = await context.embedder.embed([corrected.join(' ')], context.signal);
  return context.database.transaction(scopeOf(context), async (transaction) => {
    const products = await rankProducts(transaction, {
      ...search,
      words: understood,
      vector: { values, embedder, floor: COSINE_FLOORS[embedder] ?? COSINE_FLOOR },
      catalog: await loadCatalogSize({ database: context.database, transaction }),
    });
    const ranked = search.sort === 'relevance' ? fuseEvidence(products, understood.length) : products;
    return { words: corrected, ranked, records: await loadShown(transaction, ranked, input) };
  });
}

/** Words that no product has are replaced: by other words for the same thing, else by the likely spelling. */
async function understandWords(
  transaction: Transaction<Schema>,
  words: readonly string[],
  context: ToolContext,
): Promise<SearchWord[]> {
  const synonyms = new Map(words.map((word) => [word, synonymsOf(word)]));
  const absent = await findUnknownWords(transaction, [...words, ...[...synonyms.values()].flat()]);
  const unknown = words.filter((word) => absent.has(word));
  if (unknown.length === 0) return words.map(toSearchWord);
  const standIns = new Map(
    unknown.map((word) => [word, (synonyms.get(word) ?? []).filter((other) => !absent.has(other))]),
  );
  const misspelt = unknown.filter((word) => standIns.get(word)?.length === 0);
  const vocabulary = await loadVocabulary({ database: context.database, transaction });
  return correctWords(words, new Set(misspelt), vocabulary).map((text) => ({
    text,
    synonyms: standIns.get(text) ?? [],
  }));
}

function scopeOf(context: ToolContext): TransactionScope {
  return { customerId: customerOf(context.identity) };
}

function toFilter(input: ProductSearchInput): ProductFilter {
  return {
    category: input.category,
    brand: input.brand,
    minCents: input.min_price === undefined ? undefined : Math.round(input.min_price * 100),
    maxCents: input.max_price === undefined ? undefined : Math.round(input.max_price * 100),
    options: (input.options ?? []).map((option) => option.toLowerCase()),
    inStock: input.in_stock ?? false,
  };
}

function toSearchWord(text: string): SearchWord {
  return { text, synonyms: [] };
}

/** Those that fit, or else the nearest that do not, in the order of their rank. */
async function loadShown(
  transaction: Transaction<Schema>,
  ranked: readonly RankedProduct[],
  { limit = 5 }: ProductSearchInput,
): Promise<ProductRecord[]> {
  const fitting = ranked.filter((product) => product.fits).slice(0, limit);
  const shown = fitting.length > 0 ? fitting : ranked.slice(0, NEAR);
  if (shown.length === 0) return [];
  const records = await findProducts(
    transaction,
    shown.map((product) => product.id),
  );
  return shown.flatMap(({ id }) => records.filter((record) => record.id === id));
}

function toView(
  findings: Findings & { asked: readonly string[]; input: ProductSearchInput; filter: ProductFilter },
  locale: string,
): ProductSearchView {
  const { words, ranked, records, asked, filter } = findings;
  const evidence = new Map(ranked.map((product) => [product.id, product]));
  const fit = records.some((record) => evidence.get(record.id)?.fits);
  const shown = records.map((record): ProductHit => {
    const fitting = record.items.filter((item) => missesOf(item, filter).length === 0);
    const matched = (evidence.get(record.id)?.matched ?? []).flatMap((position) => words[position] ?? []);
    const why = fit ? whyItFits({ record, matched, filter }) : whyItMisses({ record, filter, locale });
    return toProductHit(fitting.length > 0 ? { ...record, items: fitting } : record, { why, locale });
  });
  const best = evidence.get(records[0]?.id ?? '');
  return {
    hits: fit ? shown : [],
    near: fit ? [] : shown,
    total: ranked[0]?.total ?? 0,
    correctedQuery: words.join(' ') === asked.join(' ') ? null : words.join(' '),
    unmatchedWords: words.filter((_, position) => !best?.matched.includes(position)),
  };
}
