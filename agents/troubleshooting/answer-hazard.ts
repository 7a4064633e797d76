import type { Move, Transcript } from '../../models/local/playbook.js';
import type { DocumentView } from '../../tools/support/get-document.js';
import type { KnowledgeView } from '../../tools/support/search-knowledge.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { sayAll } from '../playbook/say.js';
import { showPassage } from '../playbook/show-passage.js';

/** Safety first: to stop using it, then the first section of our safety guide, then a person. Nothing else is tried. */
export function answerHazard(transcript: Transcript, hazard: string): Move {
  if (callsOf(transcript, 'search_knowledge').length === 0) {
    const query = `${hazard}: ${transcript.request}`.slice(0, 400);
    return { calls: [{ tool: 'search_knowledge', args: { query, kind: 'guide' } }] };
  }
  // Safety guides are for all products; those of one product come second.
  const chunks = viewOf<KnowledgeView>(transcript, 'search_knowledge')?.chunks ?? [];
  const guide = (chunks.find((chunk) => chunk.product === null) ?? chunks[0])?.documentId;
  if (guide !== undefined && callsOf(transcript, 'get_document').length === 0)
    return call('get_document', { id: guide });
  const first = viewOf<DocumentView>(transcript, 'get_document')?.sections[0];
  return {
    say: sayAll(
      [
        'Please stop using it at once, unplug it if you can do that safely, and do not charge it again.',
        first === undefined ? '' : showPassage(first, transcript.request),
        `${PERSON_OFFER} to take care of a replacement?`,
      ],
      '\n\n',
    ),
    outcome: 'needs-info',
  };
}
