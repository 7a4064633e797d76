import { AGENT_CARDS } from '../../agents/registry.js';
import { createRouter, type Router } from '../../graph/understand/router.js';
import { withClarification } from '../../graph/understand/with-clarification.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { createTrainedClassifier } from '../../models/local/intent-classifier.js';

/** Runs something over the router as it is shipped: the local stage alone, warm. */
export async function withShippedRouter<T>(run: (router: Router) => Promise<T>): Promise<T> {
  const embedder = createLocalEmbedder();
  try {
    const classifier = createTrainedClassifier({ name: 'router', embedder });
    const router = createRouter((text, signal) => classifier.rank(text, signal));
    await router.route({ message: 'warm up', lastAgent: null, awaiting: null }, new AbortController().signal);
    return await run(withClarification(router, AGENT_CARDS));
  } finally {
    await embedder.close();
  }
}
