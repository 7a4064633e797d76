import { Counter, type Registry } from 'prom-client';
import type { SynthesisEnd } from './synthesize.js';

/** Counts how several parts became one answer. */
export function createCountSyntheses(registry: Registry): (end: SynthesisEnd) => void {
  const counter = new Counter({
    name: 'support_syntheses_total',
    help: 'Answers whose parts depend on each other: worded in one voice, or joined because the wording was unfaithful or failed.',
    labelNames: ['end'],
    registers: [registry],
  });
  return (end) => counter.inc({ end });
}
