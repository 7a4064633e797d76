import { titleOf } from './chunk-texts.js';
import type { Neighbour, RetrievedChunk } from './retriever.js';
import type { ChunkHit } from './search-chunks.js';

/** The best passages are read with what stands around them; further down that would be more to read than it is worth. */
const READ_WITH_NEIGHBOURS = 3;

/** Hits as passages. A neighbour that was found itself, or goes with a better passage, is not told twice. */
export function toRetrievedChunks(hits: readonly ChunkHit[]): RetrievedChunk[] {
  const told = new Set(hits.map(({ id }) => id));
  const beside = (found: ChunkHit['before'], place: number): Neighbour | undefined => {
    if (found === null || place >= READ_WITH_NEIGHBOURS || told.has(found.id)) return undefined;
    told.add(found.id);
    return { id: found.id, text: found.content };
  };
  return hits.map((hit, place) => {
    const before = beside(hit.before, place);
    const after = beside(hit.after, place);
    return {
      id: hit.id,
      documentId: hit.document_id,
      title: titleOf(hit.document_title, hit.heading_path),
      text: hit.content,
      kind: hit.kind,
      product: hit.product,
      score: hit.score,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    };
  });
}
