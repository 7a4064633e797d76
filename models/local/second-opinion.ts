import type { IntentClassifier } from './intent-classifier.js';
import type { RankedIntent } from './playbook.js';

/** How much the router's reading counts where it is sure that the text is for this agent. */
const SHARE = 0.5;

/**
 * An agent's classifier that also hears the router, which knows the same intents as `<agent>/<intent>` from many more
 * utterances: as far as the router takes a text for this agent's, its reading counts half. Scores still sum to 1. When
 * the router cannot be asked, the agent's own reading stands.
 */
export function withSecondOpinion(
  own: IntentClassifier,
  router: IntentClassifier,
  agent: string,
): IntentClassifier {
  return {
    async rank(text, signal) {
      // One after the other: the second then finds the sentence embedded already.
      const mine = await own.rank(text, signal);
      const routed = await router.rank(text, signal).catch((): RankedIntent[] => {
        signal?.throwIfAborted();
        return [];
      });
      const known = new Set(mine.map(({ intent }) => intent));
      const theirs = new Map(
        routed
          .filter(({ intent }) => intent.startsWith(`${agent}/`))
          .map(({ intent, score }): [string, number] => [intent.slice(agent.length + 1), score])
          .filter(([intent]) => known.has(intent)),
      );
      const share = SHARE * [...theirs.values()].reduce((sum, score) => sum + score, 0);
      return mine
        .map(({ intent, score }) => ({
          intent,
          score: score * (1 - share) + SHARE * (theirs.get(intent) ?? 0),
        }))
        .sort((left, right) => right.score - left.score);
    },
    ready: () => own.ready(),
  };
}
