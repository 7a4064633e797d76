import type { AgentCard } from '../../contract/agent-card.js';
import type { Assignment } from '../state.js';
import { choiceNamedIn, type OpenQuestion } from './open-question.js';
import type { Route, Router } from './router.js';
import { SUPERVISOR } from './targets.js';

/** After so many questions in a row that did not help, a person does. */
const MOST_QUESTIONS = 2;

/**
 * A router that hears the answer to the supervisor's own question: a topic that it names, or what it says by itself, or
 * what it says together with what was unclear before.
 */
export function withClarification(router: Router, cards: readonly AgentCard[]): Router {
  return {
    async route({ open, ...input }, signal) {
      if (open === undefined) return router.route(input, signal);
      const chosen = choiceNamedIn(input.message, open, cards);
      const message = `${open.request}\n${input.message}`;
      if (chosen !== undefined) return decided({ requestId: 'r1', agent: chosen, request: message });
      const alone = await router.route(input, signal);
      if (!asksBack(alone.plan)) return alone;
      const together = await router.route({ ...input, message }, signal);
      return asksBack(together.plan) ? { ...alone, plan: askOrHandOff(alone.plan, open) } : together;
    },
  };
}

/** A plan that would ask back once more in vain goes to a person instead. */
export function askOrHandOff(plan: Assignment[], open: OpenQuestion | undefined): Assignment[] {
  if (open === undefined || open.times < MOST_QUESTIONS || !asksBack(plan)) return plan;
  const request = [open.request, ...plan.map((assignment) => assignment.request)].join('\n');
  return [{ requestId: 'r1', agent: SUPERVISOR, request, reply: 'person' }];
}

/** Whether a plan does nothing but ask back. */
function asksBack(plan: readonly Assignment[]): boolean {
  return plan.every(({ reply }) => reply === 'unclear');
}

function decided(assignment: Assignment): Route {
  return { plan: [assignment], confidence: 1, outOfScope: 0 };
}
