import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { Embedder } from '../models/embedder.js';

/** The embedder as LangChain's vector stores want it. */
export function toLangChainEmbeddings(embedder: Embedder): EmbeddingsInterface {
  return {
    embedDocuments: (documents) => embedder.embed(documents),
    async embedQuery(document) {
      const [vector = []] = await embedder.embed([document]);
      return vector;
    },
  };
}
