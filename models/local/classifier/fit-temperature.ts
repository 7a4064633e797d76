import { toProbabilities } from './softmax-regression.js';

/**
 * The temperature between 0.02 and 5 at which the labels are likeliest under the logits. Where classes fall into groups
 * (one a class), only the right group has to be likely, since that is what will be asked.
 */
export function fitTemperature(
  logits: readonly (readonly number[])[],
  labels: readonly number[],
  groups?: readonly string[],
): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let temperature = 0.02; temperature <= 5; temperature *= 1.05) {
    const loss = logits.reduce((sum, row, index) => {
      const likelihood = likelihoodOf(toProbabilities(row, temperature), labels[index] ?? 0, groups);
      return sum - Math.log(Math.max(likelihood, 1e-9));
    }, 0);
    if (loss < best.loss) best = { temperature, loss };
  }
  return Number(best.temperature.toFixed(4));
}

function likelihoodOf(
  probabilities: readonly number[],
  label: number,
  groups: readonly string[] | undefined,
): number {
  if (groups === undefined) return probabilities[label] ?? 0;
  return probabilities.reduce(
    (sum, probability, index) => (groups[index] === groups[label] ? sum + probability : sum),
    0,
  );
}
