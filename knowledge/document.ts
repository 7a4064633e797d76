import type { KnowledgeKind } from './retriever.js';

/** A knowledge document as it was written: front matter and Markdown body. */
export interface KnowledgeDocument {
  id: string;
  title: string;
  /** A product id or a category of the catalog; null when it holds for everything. */
  product: string | null;
  /** Further products or categories that it holds for. */
  alsoFor: readonly string[];
  kind: KnowledgeKind;
  /** The day of the last change, `YYYY-MM-DD`. */
  updated: string;
  /** How customers ask for it, in words that the body does not use. Searched, never shown. */
  questions: readonly string[];
  body: string;
  /** The file it came from, for messages. */
  source: string;
}
