import type { AgentCard } from '../../contract/agent-card.js';
import type { Models } from '../../models/create-models.js';
import { createTrainedClassifier } from '../../models/local/intent-classifier.js';
import type { Logger } from '../../platform/telemetry/logger.js';
import { createRouteWithModel } from './route-with-model.js';
import { createRouter } from './router.js';
import { createUnderstand, type Understand } from './understand.js';
import { withClarification } from './with-clarification.js';

/** Both stages of understanding over the models of a process: the trained router, and a language model where there is one. */
export function buildUnderstand(options: {
  models: Models;
  cards: readonly AgentCard[];
  logger: Logger;
}): Understand {
  const { models, cards, logger } = options;
  const classifier = createTrainedClassifier({ name: 'router', embedder: models.classifierEmbedder });
  const router = withClarification(
    createRouter((text, signal) => classifier.rank(text, signal)),
    cards,
  );
  const model = models.chat.chatModel({ kind: 'understand' });
  const routeWithModel = model === undefined ? undefined : createRouteWithModel(model, cards, logger);
  return createUnderstand({ router, routeWithModel, cards });
}
