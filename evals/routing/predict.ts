import { isSure, type Route, type Router } from '../../graph/understand/router.js';
import type { LabelledMessage } from './labelled-message.js';

/** What the router made of one message. */
export interface Prediction {
  id: string;
  /** Who answers, in the order asked, each once. */
  labels: string[];
  confidence: number;
  outOfScope: number;
  /** Whether no model would have been asked. */
  decidedLocally: boolean;
  /** The words that each request got. */
  requests: string[];
  milliseconds: number;
}

/** Routes a message as the first of a conversation. */
export async function predict(router: Router, { id, text }: LabelledMessage): Promise<Prediction> {
  const startedAt = performance.now();
  const input = { message: text, lastAgent: null, awaiting: null };
  const route = await router.route(input, new AbortController().signal);
  return {
    id,
    labels: labelsOf(route),
    confidence: route.confidence,
    outOfScope: route.outOfScope,
    decidedLocally: isSure(route),
    requests: route.plan.map(({ request }) => request),
    milliseconds: performance.now() - startedAt,
  };
}

/** Who answers, in the order asked, each once. */
export function labelsOf({ plan }: Route): string[] {
  return [...new Set(plan.map(({ agent }) => toLabel(agent)))];
}

function toLabel(agent: string): string {
  return agent === 'supervisor' ? 'general' : agent.replaceAll('-', '_');
}
