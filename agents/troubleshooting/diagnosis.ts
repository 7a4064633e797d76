import type { Move, Transcript } from '../../models/local/playbook.js';
import type { DiagnosisView } from '../../tools/support/diagnosis-view.js';
import { call, callsOf, viewOf } from '../playbook/calls.js';
import { PERSON_OFFER } from '../playbook/handoff.js';
import { findOrdinals } from '../playbook/ordinals.js';
import { lastReply } from '../playbook/references.js';
import { capitalize, sayAll, sayList, sayNumbered } from '../playbook/say.js';
import { countAlike, tellingWords } from '../playbook/words.js';
import { bestLine } from './best-line.js';

/** How a step asks for what comes of it; by it the next turn knows that a guide is being walked through. */
const TELL_ME = 'Tell me what you see';
/** How the choice between parts of a guide is worded. */
const WHICH_PART = 'Which of these is it?';

/** A question for instructions is answered with all of them; a trouble is gone through step by step. */
export function asksForInstructions(request: string): boolean {
  return /\b(?:how (?:do|can|to|should|must|would|often|long)|instructions?|procedure|manual|steps? (?:to|for)|guide (?:to|for)|explain|what (?:is|are) the)\b/i.test(
    request,
  );
}

/** The step of a guide that the last message asked about; undefined when it asked about none. */
export function openStep({ facts, window }: Transcript): { guide: string; step: string } | undefined {
  const reply = lastReply({ window });
  if (!reply.includes(TELL_ME)) return undefined;
  const id = facts.findLast(({ kind }) => kind === 'guide-step')?.id ?? '';
  const [guide = '', step = ''] = id.split('#');
  return guide === '' || step === '' || !reply.includes(`[${guide}.`) ? undefined : { guide, step };
}

/** Begins with the first step of the part that fits, or asks for the part after the guide's summary; undefined when the guide has no steps to walk through. */
export function startGuide(
  transcript: Transcript,
  { guide, symptom, summary }: { guide: string; symptom: string; summary: string },
): Move | undefined {
  const [tried] = callsOf(transcript, 'start_diagnosis');
  if (tried === undefined) return call('start_diagnosis', { guide, symptom: symptom.slice(0, 400) });
  const view = viewOf<DiagnosisView>(transcript, 'start_diagnosis');
  return view === undefined ? undefined : sayDiagnosis(view, summary);
}

/** Goes on from a step with what the customer saw; undefined when the guide cannot go on. */
export function advanceGuide(
  transcript: Transcript,
  { guide, step }: { guide: string; step: string },
): Move | undefined {
  if (callsOf(transcript, 'advance_diagnosis').length === 0) {
    return call('advance_diagnosis', { guide, step, observation: transcript.request.slice(0, 400) });
  }
  const view = viewOf<DiagnosisView>(transcript, 'advance_diagnosis');
  return view === undefined ? undefined : sayDiagnosis(view);
}

/** The part of a guide that the customer picks after the question for it, by its place or its words. */
export function pickedPart(transcript: Transcript): { guide: string; part: string } | undefined {
  const reply = lastReply(transcript);
  const guide = transcript.facts.findLast(({ kind }) => kind === 'document')?.id;
  if (!reply.includes(WHICH_PART) || guide === undefined) return undefined;
  const parts = [...reply.matchAll(/^\d+\. (.+)$/gm)].map((match) => match[1] ?? '');
  const [place] = findOrdinals(transcript.request);
  const said = transcript.request;
  const part =
    place === undefined
      ? (bestLine(parts, said) ?? likely(parts, said))
      : parts.at(place > 0 ? place - 1 : place);
  return part === undefined ? undefined : { guide, part };
}

/** Where the words fit several parts as well, the first of them; none where they fit none. */
function likely(parts: readonly string[], request: string): string | undefined {
  const words = tellingWords(request);
  return parts.find((part) => countAlike(words, part) > 0);
}

/** Goes on at once where the customer has said already what the first step asks for. */
export function startPart(transcript: Transcript, guide: string, part: string): Move | undefined {
  const started = startGuide(transcript, { guide, symptom: part, summary: '' });
  const step = viewOf<DiagnosisView>(transcript, 'start_diagnosis')?.step;
  const words = tellingWords(transcript.request);
  const isSeen = step?.expect.some((seen) => countAlike(words, seen) > 0) ?? false;
  return isSeen && step ? (advanceGuide(transcript, { guide, step: step.id }) ?? started) : started;
}

function sayDiagnosis(view: DiagnosisView, summary = ''): Move {
  const { state, step, advice, sections, tried, title } = view;
  switch (state) {
    case 'solved':
      return { say: 'I am glad that it works again! Is there anything else?', outcome: 'answered' };
    case 'exhausted':
      return {
        say: `That was the last step that our guide "${title}" has for this. I am sorry that it is not solved. ${PERSON_OFFER} who can arrange a repair or look further?`,
        outcome: 'needs-info',
      };
    case 'stop':
      return {
        say: sayAll(
          [
            advice === null ? 'Please stop using it at once and unplug it.' : withSource(advice),
            `${PERSON_OFFER} to take care of it?`,
          ],
          '\n\n',
        ),
        outcome: 'needs-info',
      };
    case 'choose':
      return {
        say: sayAll([summary, WHICH_PART, sayNumbered(sections)], '\n\n'),
        outcome: summary === '' ? 'needs-info' : 'answered',
      };
    case 'step':
    case 'advice':
      return {
        say: sayAll([sayAdvice(advice, step), sayStep(step, tried.length)], '\n\n'),
        outcome: 'answered',
      };
  }
}

/** "Go on with step 2" is no news when the step follows. */
function sayAdvice(advice: DiagnosisView['advice'], next: DiagnosisView['step']): string {
  if (advice === null || (next !== null && /^go (?:on )?(?:to|with) (?:step \d+|[“"])/i.test(advice.text)))
    return '';
  return capitalize(withSource(advice));
}

function sayStep(step: DiagnosisView['step'], tried: number): string {
  if (step === null) return `${TELL_ME} after that, and whether it works now.`;
  const lead = tried === 0 ? 'Let us go through it step by step. First:' : 'Next:';
  const seen = step.expect.map((each) => `"${each}"`);
  const ask =
    seen.length === 0
      ? `${TELL_ME} after that, or whether it works now.`
      : `${TELL_ME}: ${sayList(seen, 'or')}.`;
  return `${lead} ${withSource({ text: step.text, chunkId: step.chunkId })}\n\n${ask}`;
}

function withSource({ text, chunkId }: { text: string; chunkId: string | null }): string {
  return chunkId === null ? text : `${text} [${chunkId}]`;
}
