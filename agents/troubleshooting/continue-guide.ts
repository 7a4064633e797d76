import type { Move, Transcript } from '../../models/local/playbook.js';
import type { DocumentView } from '../../tools/support/get-document.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { sayFault } from '../playbook/faults.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { lastReply } from '../playbook/references.js';
import { sayAll } from '../playbook/say.js';
import { headingOf, type Passage, showPassage } from '../playbook/show-passage.js';
import { countAlike, tellingWords } from '../playbook/words.js';

const CITED = /\[([a-z0-9-]{1,80})\.(\d{1,4})\]/g;

/** The guide that the last message was about, by its citations; undefined when it cited none. */
export function guideInHand(transcript: Transcript): string | undefined {
  return [...lastReply(transcript).matchAll(CITED)].at(-1)?.[1];
}

/** Goes on in a guide after what was shown did not help: the section that fits what the customer sees now, else the next one. */
export function continueGuide(transcript: Transcript, guide: string, closing: string): Move {
  if (callsOf(transcript, 'get_document').length === 0) return call('get_document', { id: guide });
  const document = viewOf<DocumentView>(transcript, 'get_document');
  if (document === undefined) return sayFault(transcript, 'go on in the guide') ?? giveUp();
  const branch = findBranch(document, transcript);
  if (branch !== undefined) return { say: sayAll([branch, closing], '\n\n'), outcome: 'answered' };
  const next = chooseSection(document, transcript);
  if (next === undefined) return giveUp();
  return {
    say: sayAll(
      [`Let us go on with "${headingOf(next)}".`, showPassage(next, transcript.request), closing],
      '\n\n',
    ),
    outcome: 'answered',
  };
}

/** The branch of a section shown before ("Red blinks again: ...") that fits what the customer sees now. */
function findBranch(document: DocumentView, transcript: Transcript): string | undefined {
  const words = tellingWords(transcript.request);
  const reply = lastReply(transcript);
  const branches = document.sections
    .filter((section) => reply.includes(`[${section.id}]`))
    .flatMap(({ id, text }) =>
      [...text.matchAll(/^\s*[-*] ([^:\n]{3,80}): (.+)$/gm)].map(([, when = '', what = '']) => ({
        id,
        when,
        what,
      })),
    );
  const scored = branches.map((branch) => ({ ...branch, score: countAlike(words, branch.when) }));
  const [best] = scored.sort((left, right) => right.score - left.score);
  if (best === undefined || best.score < 2 || /^go on\b/i.test(best.what)) return undefined;
  return `**${best.when}**: ${best.what} [${best.id}]`;
}

function chooseSection(document: DocumentView, transcript: Transcript): Passage | undefined {
  const shown = new Set(
    transcript.window.flatMap(({ text }) => [...text.matchAll(CITED)].map(([, id, part]) => `${id}.${part}`)),
  );
  const open = document.sections.filter((section) => !shown.has(section.id));
  const words = tellingWords(transcript.request);
  const scored = open.map((section) => ({ section, score: countAlike(words, headingOf(section)) }));
  const best = scored.reduce((most, { score }) => Math.max(most, score), 0);
  const fitting = scored.find(({ score }) => score === best && best > 0)?.section;
  const lastShown = document.sections.findLastIndex((section) => shown.has(section.id));
  const following = document.sections.slice(lastShown + 1).find((section) => !shown.has(section.id));
  return fitting ?? following;
}

function giveUp(): Move {
  return {
    say: `That was everything that our guide has on this. I am sorry that it is not solved. ${PERSON_OFFER} who can arrange a repair or look further?`,
    outcome: 'needs-info',
  };
}
