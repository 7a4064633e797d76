import { describe, expect, it } from 'vitest';
import { toClassifierInput } from './classifier-input.js';
import { toLogits, toProbabilities } from './softmax-regression.js';
import { createSoftmaxTrainer } from './softmax-trainer.js';

/** A unit vector along one axis, with a little of another. */
function vectorAlong(axis: number, other: number): Float32Array {
  const vector = new Float32Array(512);
  vector[axis] = 0.9;
  vector[other] = Math.sqrt(1 - 0.81);
  return vector;
}

const labels = [0, 0, 0, 1, 1, 1, 1, 2, 2];
const inputs = labels.map((label, index) =>
  toClassifierInput(`word${index % 3}`, vectorAlong(label, 20 + index)),
);
const options = { decay: 1e-3, rounds: 150, crowd: 0.3, folds: 4 };
const best = (logits: readonly number[]) => logits.indexOf(Math.max(...logits));

describe('the softmax trainer', () => {
  it('learns to tell the classes apart, and its model says what the training said', async () => {
    const trained = await createSoftmaxTrainer(inputs, labels, 3).train(options);
    expect(trained.logits.map(best)).toEqual(labels);
    const model = trained.toModel();
    for (const [index, input] of inputs.entries()) {
      for (const [place, logit] of toLogits(model, input).entries()) {
        expect(logit).toBeCloseTo(trained.logits[index]?.[place] ?? Number.NaN, 3);
      }
    }
  });

  it('comes to where the loss is flat: every class gets its equal share of probability', async () => {
    const { logits } = await createSoftmaxTrainer(inputs, labels, 3).train({
      decay: 1e-6,
      rounds: 400,
      crowd: 0.3,
      folds: 4,
    });
    const certain = logits.map((row, index) => toProbabilities(row, 1)[labels[index] ?? 0] ?? 0);
    expect(Math.min(...certain)).toBeGreaterThan(0.9);
  });

  it('does not let in what is left out, and still gives its logits', async () => {
    const trainer = createSoftmaxTrainer(inputs, labels, 3);
    const without = await trainer.train(options, (example) => labels[example] === 2);
    const last = without.logits[8] ?? [];
    expect(last).toHaveLength(3);
    expect(best(last)).not.toBe(2);
    const fewer = await createSoftmaxTrainer(inputs.slice(0, 7), labels.slice(0, 7), 3).train(options);
    expect(without.logits[0]?.[0]).toBeCloseTo(fewer.logits[0]?.[0] ?? Number.NaN, 3);
  });

  it('gives the same model for the same examples', async () => {
    const [one, two] = await Promise.all(
      [1, 2].map(() => createSoftmaxTrainer(inputs, labels, 3).train(options)),
    );
    expect(one?.logits).toEqual(two?.logits);
  });
});
