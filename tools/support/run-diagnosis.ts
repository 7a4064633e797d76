import { customerOf } from '../../contract/identity.js';
import type { CaseFact } from '../../contract/session-context.js';
import { fault } from '../fault.js';
import type { ToolContext, ToolResult } from '../tool.js';
import { noteDiagnosis, type TriedStep } from './diagnosis-store.js';
import type { DiagnosisView } from './diagnosis-view.js';
import { type Guide, type GuideStep, parseGuide } from './guide.js';
import { toCitation } from './to-citation.js';

type GuideDocument = NonNullable<Awaited<ReturnType<ToolContext['knowledge']['document']>>>;

/** What a diagnosis says next, before it is remembered. */
export interface DiagnosisTurn {
  state: DiagnosisView['state'];
  sections?: readonly string[];
  step?: GuideStep | undefined;
  advice?: DiagnosisView['advice'];
  tried?: TriedStep;
}

/** Reads the guide, lets `decide` say what is next, and remembers it for a customer; a visitor's is not kept. */
export async function runDiagnosis(
  context: ToolContext,
  guideId: string,
  decide: (guide: Guide) => DiagnosisTurn | Extract<ToolResult, { ok: false }>,
): Promise<ToolResult> {
  const document = await context.knowledge.document(guideId.split('.')[0] ?? guideId);
  const guide = parseGuide(document?.chunks ?? []);
  if (!document || guide.sections.length === 0) {
    return fault('not-found', 'No such guide with steps. Use search_knowledge with kind guide to find one.');
  }
  const turn = decide(guide);
  if ('ok' in turn) return turn;
  return toResult(document, turn, await remember(context, document, turn));
}

async function remember(
  context: ToolContext,
  { id, title }: GuideDocument,
  { tried, state }: DiagnosisTurn,
): Promise<{ caseId: string | null; tried: TriedStep[] }> {
  const customerId = customerOf(context.identity);
  if (customerId === undefined) return { caseId: null, tried: tried ? [tried] : [] };
  return context.database.transaction({ customerId }, (transaction) =>
    noteDiagnosis(transaction, {
      customerId,
      sessionId: context.sessionId,
      guide: { id, title },
      tried,
      status: state === 'solved' ? 'resolved' : 'open',
      now: context.now(),
    }),
  );
}

function toResult(
  document: GuideDocument,
  { state, sections = [], step, advice = null }: DiagnosisTurn,
  memory: { caseId: string | null; tried: TriedStep[] },
): ToolResult {
  const data: DiagnosisView = {
    guide: document.id,
    title: document.title,
    state,
    sections: [...sections],
    step: step ? toStepView(step) : null,
    advice,
    ...memory,
  };
  const cited = new Set([step?.chunkId, advice?.chunkId]);
  return {
    ok: true,
    data,
    citations: document.chunks.filter((chunk) => cited.has(chunk.id)).map(toCitation),
    facts: toFacts(document, step, memory.tried),
  };
}

function toStepView({ id, text, branches, chunkId }: GuideStep): NonNullable<DiagnosisView['step']> {
  return { id, text, expect: branches.map(({ when }) => when), chunkId };
}

function toFacts(
  { id, title }: GuideDocument,
  step: GuideStep | undefined,
  tried: readonly TriedStep[],
): Omit<CaseFact, 'agent'>[] {
  const last = tried.at(-1);
  return [
    { kind: 'document', id, label: title.slice(0, 200) },
    ...(last ? [{ kind: 'tried' as const, id: `${id}#${last.step}`, label: last.text.slice(0, 200) }] : []),
    ...(step
      ? [{ kind: 'guide-step' as const, id: `${id}#${step.id}`, label: step.text.slice(0, 200) }]
      : []),
  ];
}
