import { type ModelFault, toModelFault } from './model-fault.js';

/** The models to try for one call, best first, and which one it is the turn of. */
export interface Attempts<Model> {
  readonly model: Model;
  /** Moves on after an error, or throws it when nothing is left that could help. */
  after(error: unknown): void;
}

/**
 * One repetition on the same model for an interrupted answer, in all; the next model for an overloaded one. The client
 * has repeated what it repeats already, so nothing here multiplies with that.
 */
export function createAttempts<Model>(
  models: readonly [Model, ...Model[]],
  onFault: (fault: ModelFault, error: unknown) => void,
): Attempts<Model> {
  let [model] = models;
  let position = 0;
  let repeated = false;
  return {
    get model() {
      return model;
    },
    after(error) {
      const fault = toModelFault(error);
      onFault(fault, error);
      const next = models[position + 1];
      if (fault === 'interrupted' && !repeated) repeated = true;
      else if (fault === 'overloaded' && next !== undefined) {
        position += 1;
        model = next;
      } else throw error;
    },
  };
}
