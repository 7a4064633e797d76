import type { KnowledgeRetriever } from '../../knowledge/retriever.js';
import type { Embedder } from '../../models/embedder.js';

/** The recorded world has no documents; a tool that searched them would be told so. */
export const NO_KNOWLEDGE: KnowledgeRetriever = {
  search: () => Promise.reject(new Error('the recorded world has no documents')),
  document: () => Promise.reject(new Error('the recorded world has no documents')),
};

/** Nothing recorded is searched by meaning. */
export const NO_EMBEDDER: Embedder = {
  id: 'none',
  dimensions: 512,
  embed: () => Promise.reject(new Error('nothing recorded is searched by meaning')),
  close: async () => {},
};
