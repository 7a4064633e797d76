/** A passage of a document: what is embedded, found, quoted and cited. */
export interface Chunk {
  /** `<document id>.<position>` */
  id: string;
  documentId: string;
  /** Counts from 1 in reading order, so neighbours are position - 1 and + 1. */
  position: number;
  /** The headings above it, outermost first, without the document's title. */
  headingPath: readonly string[];
  /** Markdown, without the headings. */
  content: string;
}
