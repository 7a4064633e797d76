import { AppError } from '../../platform/errors.js';
import type { ModelCircuits, Visit } from './model-circuits.js';
import { type ModelFault, toModelFault } from './model-fault.js';

/** A model that can be asked; its circuit goes by the id. */
export interface Candidate {
  readonly model: string;
}

/** One attempt at a time for one call; each ends with `succeeded` or `after`. */
export interface Attempts<Model extends Candidate> {
  readonly model: Model;
  succeeded(): void;
  /** Moves on after an error, or throws it when nothing is left that could help. */
  after(error: unknown): void;
  /** Ends the attempt with an error that nothing can help against: words were handed on, or the caller left. */
  gaveUp(error: unknown): void;
}

/** Every model is out, as earlier calls found: nothing was sent. */
export class ModelsOutError extends AppError {
  override readonly name = 'ModelsOutError';

  constructor() {
    super('unavailable', 'The language model is out of order for the moment.', { retryAfterSeconds: 5 });
  }
}

/**
 * The models whose circuits are closed, best first. An interrupted answer is asked for once more, within the budget for
 * repetitions; an overloaded or denied model is followed by the next. The client has repeated what it repeats already,
 * so nothing here multiplies with that. Throws a ModelsOutError when there is no model to begin with.
 */
export function createAttempts<Model extends Candidate>(
  models: readonly Model[],
  circuits: ModelCircuits,
  onFault: (fault: ModelFault, model: string, error: unknown) => void,
): Attempts<Model> {
  const waiting = [...models];
  let repeated = false;
  let told: unknown;
  let giveBack: (() => void) | undefined;
  const first = next();
  if (first === undefined) throw new ModelsOutError();
  let current = first;

  function next(): { model: Model; visit: Visit } | undefined {
    for (let model = waiting.shift(); model !== undefined; model = waiting.shift()) {
      const visit = circuits.enter(model.model);
      if (visit !== undefined) return { model, visit };
    }
    return undefined;
  }

  function again(model: Model): { model: Model; visit: Visit } | undefined {
    if (repeated) return undefined;
    repeated = true;
    giveBack = circuits.budget.take();
    const visit = giveBack === undefined ? undefined : circuits.enter(model.model);
    return visit && { model, visit };
  }

  return {
    get model() {
      return current.model;
    },
    succeeded() {
      current.visit.succeeded();
      giveBack?.();
    },
    after(error) {
      const { model, visit } = current;
      visit.failed(error);
      giveBack?.();
      const fault = toModelFault(error);
      told = error;
      onFault(fault, model.model, error);
      const following = fault === 'refused' ? undefined : fault === 'interrupted' ? again(model) : next();
      if (following === undefined) throw error;
      current = following;
    },
    gaveUp(error) {
      current.visit.failed(error);
      const isAbort = error instanceof Error && error.name === 'AbortError';
      if (!isAbort && told !== error) onFault(toModelFault(error), current.model.model, error);
      giveBack?.();
    },
  };
}
