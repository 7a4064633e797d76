import { toProbabilities } from './softmax-regression.js';

/** The temperature between 0.02 and 5 at which the labels are likeliest under the logits. */
export function fitTemperature(logits: readonly (readonly number[])[], labels: readonly number[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let temperature = 0.02; temperature <= 5; temperature *= 1.05) {
    const loss = logits.reduce((sum, row, index) => {
      const likelihood = toProbabilities(row, temperature)[labels[index] ?? 0] ?? 0;
      return sum - Math.log(Math.max(likelihood, 1e-9));
    }, 0);
    if (loss < best.loss) best = { temperature, loss };
  }
  return Number(best.temperature.toFixed(4));
}
