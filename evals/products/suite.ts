import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import type { Embedder } from '../../models/embedder.js';
import { indexProducts } from '../../tools/catalog/index-products.js';
import { searchProducts } from '../../tools/catalog/search-products.js';
import type { ToolContext } from '../../tools/tool.js';
import type { EvaluationSuite } from '../evaluation-suite.js';
import { readJsonLines } from '../retrieval/judged-questions.js';
import { openEmbedder } from '../retrieval/open-embedder.js';
import { createPlainBm25 } from '../retrieval/plain-bm25.js';
import { insertProducts, ProductQuery, type ProductRecord, readProducts } from './product-corpus.js';
import { reportProducts, type SearchResult } from './report-products.js';

/** How well searches find products, through the tool that the agents use. */
export const suite: EvaluationSuite = {
  name: 'products',
  about:
    'searches against a catalog; --products P.jsonl[.gz] --queries Q.jsonl [--predictions OUT.jsonl] [--vectors] [--embedder local|titan]',
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: {
        products: { type: 'string' },
        queries: { type: 'string' },
        predictions: { type: 'string' },
        vectors: { type: 'boolean', default: false },
        embedder: { type: 'string', default: 'local' },
      },
    });
    const { products, queries, predictions } = values;
    if (products === undefined || queries === undefined) {
      console.error('--products and --queries name the files to measure');
      return 1;
    }
    if (!existsSync(products) || !existsSync(queries)) {
      console.log(`SKIPPED: ${products} or ${queries} is not there.`);
      return 0;
    }
    const embedder = await openEmbedder(values.embedder);
    const test = await openTestDatabase();
    try {
      const searches = await readJsonLines(queries, ProductQuery);
      const catalog = await readProducts(products);
      const results = await measure({ test, embedder, catalog, searches, withVectors: values.vectors });
      reportProducts(products, results);
      if (predictions !== undefined) {
        const lines = results.map(({ query, ranked }) => JSON.stringify({ id: query.id, ranked }));
        await writeFile(predictions, `${lines.join('\n')}\n`);
      }
    } finally {
      await test.close();
      await embedder.close();
    }
    return 0;
  },
};

async function measure(options: {
  test: TestDatabase;
  embedder: Embedder;
  catalog: readonly ProductRecord[];
  searches: readonly ProductQuery[];
  withVectors: boolean;
}): Promise<SearchResult[]> {
  const { test, embedder, catalog, searches, withVectors } = options;
  const toFileId = await insertProducts(test.pool, catalog);
  if (withVectors) await indexProducts({ database: test.database('switchboard_ingest'), embedder });
  const bm25 = await createPlainBm25(test.pool, catalog.map(toBaselineText));
  const context = contextOf(test, embedder);
  await search('warm up', context);
  const results: SearchResult[] = [];
  for (const query of searches) {
    const started = performance.now();
    const found = await search(query.text, context);
    const milliseconds = performance.now() - started;
    results.push({
      query,
      ranked: found.map(toFileId),
      baseline: await bm25(query.text, 10),
      milliseconds,
    });
  }
  return results;
}

/** All fields, the title three times, as in the baseline that the searches were published with. */
function toBaselineText({ id, title, supplier, short_description, attrs }: ProductRecord) {
  const told = Object.values(attrs).filter((value) => typeof value === 'string');
  return { id, text: [title, title, title, supplier, short_description ?? '', ...told].join('\n') };
}

const Found = z.object({
  hits: z.array(z.object({ productId: z.string() })),
  near: z.array(z.object({ productId: z.string() })),
});

async function search(text: string, context: ToolContext): Promise<string[]> {
  const result = await searchProducts.run({ query: text, limit: 10 }, context);
  if (!result.ok) throw new Error(result.message);
  const { hits, near } = Found.parse(result.data);
  return (hits.length > 0 ? hits : near).map((hit) => hit.productId);
}

function contextOf(test: TestDatabase, embedder: Embedder): ToolContext {
  return {
    identity: { level: 'anonymous' },
    agent: 'product-recommendation',
    sessionId: 'evaluation',
    turnId: 'evaluation',
    requestId: 'evaluation',
    locale: 'en-US',
    now: () => new Date(),
    signal: new AbortController().signal,
    database: test.database('switchboard_product_recommendation'),
    knowledge: {
      search: () => Promise.reject(new Error('a search for products reads no documents')),
      document: () => Promise.reject(new Error('a search for products reads no documents')),
    },
    embedder,
  };
}
