import { z } from 'zod';
import { defineTool } from '../tool.js';
import { findHazard } from './diagnosis-policy.js';
import { chooseSections } from './guide.js';
import { runDiagnosis } from './run-diagnosis.js';
import { stopAdvice } from './stop-advice.js';

/** Begins to walk through a guide. `data` is a `DiagnosisView`: the first step, parts to choose from, or a stop. */
export const startDiagnosis = defineTool({
  name: 'start_diagnosis',
  description:
    'Walk a customer through a guide one step at a time: gives the first step for the symptom, or the parts of the guide to choose from. Find the guide with search_knowledge first. Tell one step, then wait for what the customer sees.',
  kind: 'read',
  access: 'anonymous',
  input: z.object({
    guide: z.string().trim().min(1).max(85).describe('Document id of a guide from search_knowledge.'),
    symptom: z.string().trim().max(400).optional().describe('What the customer sees, in their words.'),
  }),
  run: ({ guide, symptom }, context) =>
    runDiagnosis(context, guide, (steps) => {
      const hazard = findHazard(symptom ?? '');
      if (hazard !== undefined) return { state: 'stop', advice: stopAdvice(steps, hazard) };
      const fitting = chooseSections(steps, symptom ?? '');
      const [only, another] = fitting;
      if (only && !another) return { state: 'step', step: only.steps[0] };
      return { state: 'choose', sections: fitting.map(({ name }) => name) };
    }),
});
