import { z } from 'zod';
import { defineTool } from '../tool.js';
import { advance } from './diagnosis-policy.js';
import type { Guide } from './guide.js';
import { type DiagnosisTurn, runDiagnosis } from './run-diagnosis.js';
import { stopAdvice } from './stop-advice.js';

/** Goes on after a step. `data` is a `DiagnosisView`; what was tried is remembered for a signed-in customer. */
export const advanceDiagnosis = defineTool({
  name: 'advance_diagnosis',
  description:
    'The next step of a guide after the customer tried one: branches on what they saw, ends when it works or nothing is left, and stops at once on a safety hazard.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    guide: z.string().trim().min(1).max(85).describe('Document id of the guide.'),
    step: z
      .string()
      .trim()
      .regex(/^\d{1,2}\.\d{1,2}$/, 'use the id of a step')
      .describe('Id of the step that was tried.'),
    observation: z.string().trim().min(1).max(400).describe('What the customer saw, in their words.'),
  }),
  run: ({ guide, step, observation }, context) =>
    runDiagnosis(context, guide, (steps) => decide(steps, step, observation)),
});

function decide(guide: Guide, stepId: string, observation: string) {
  const progress = advance(guide, stepId, observation);
  const step = guide.sections.flatMap(({ steps }) => steps).find(({ id }) => id === stepId);
  const base = step ? { tried: { step: stepId, text: step.text, observation } } : {};
  switch (progress.state) {
    case 'unknown-step':
      return {
        ok: false as const,
        code: 'not-found' as const,
        message: 'This guide has no such step. Start it again.',
      };
    case 'stop':
      return { ...base, state: 'stop', advice: stopAdvice(guide, progress.hazard) } satisfies DiagnosisTurn;
    case 'branch':
      return {
        ...base,
        state: 'advice',
        advice: { text: progress.branch.then, chunkId: step?.chunkId ?? null },
        step: progress.next,
      } satisfies DiagnosisTurn;
    case 'step':
      return { ...base, state: 'step', step: progress.next } satisfies DiagnosisTurn;
    case 'solved':
    case 'exhausted':
      return { ...base, state: progress.state } satisfies DiagnosisTurn;
  }
}
