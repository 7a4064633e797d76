import { describe, expect, it } from 'vitest';
import { asRetriever } from './as-retriever.js';
import type { KnowledgeQuery, KnowledgeRetriever } from './retriever.js';

function knowledgeWith(fault?: Error) {
  const asked: KnowledgeQuery[] = [];
  const knowledge: KnowledgeRetriever = {
    async search(query) {
      asked.push(query);
      if (fault) throw fault;
      const chunk = { id: 'a.1', documentId: 'a', title: 'A > One', text: 'Text.', kind: 'faq' as const };
      return { chunks: [{ ...chunk, product: null, score: 3 }], evidence: 'weak' };
    },
    document: async () => undefined,
  };
  return { knowledge, asked };
}

describe('asRetriever', () => {
  it('gives passages as LangChain documents that can be cited', async () => {
    const { knowledge } = knowledgeWith();
    expect(await asRetriever(knowledge).invoke('question')).toEqual([
      expect.objectContaining({
        id: 'a.1',
        pageContent: 'Text.',
        metadata: {
          chunkId: 'a.1',
          documentId: 'a',
          title: 'A > One',
          kind: 'faq',
          product: null,
          score: 3,
          evidence: 'weak',
        },
      }),
    ]);
  });

  it('hands its filters on with every call', async () => {
    const { knowledge, asked } = knowledgeWith();
    const retriever = asRetriever(knowledge, { product: 'router', limit: 2 });
    await retriever.batch(['one', 'two']);
    expect(asked).toEqual([
      { query: 'one', product: 'router', limit: 2 },
      { query: 'two', product: 'router', limit: 2 },
    ]);
  });

  it('fails as the search fails', async () => {
    const { knowledge } = knowledgeWith(new Error('database is away'));
    await expect(asRetriever(knowledge).invoke('question')).rejects.toThrow('database is away');
  });
});
