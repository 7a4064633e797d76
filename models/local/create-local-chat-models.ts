import type { Logger } from '../../platform/telemetry/logger.js';
import type { ChatModels } from '../chat-models.js';
import type { Embedder } from '../embedder.js';
import { LocalChatModel } from './chat-model.js';
import { createIntentClassifier, createTrainedClassifier } from './intent-classifier.js';
import { withSecondOpinion } from './second-opinion.js';

/** What the local chat models stand on. */
export interface LocalChatModelsOptions {
  embedder: Embedder;
  delayMs: number;
  logger: Pick<Logger, 'info' | 'warn'>;
}

/** Playbooks write short answers; none comes near. */
const MAX_ANSWER_TOKENS = 2_048;

/** Chat models that play playbooks; for the supervisor's own steps there is none. */
export function createLocalChatModels({ embedder, delayMs, logger }: LocalChatModelsOptions): ChatModels {
  const router = createTrainedClassifier({ name: 'router', embedder });
  return {
    provider: 'local',
    description: 'local',
    maxAnswerTokens: MAX_ANSWER_TOKENS,
    modelIdFor: () => 'local',
    circuits: () => ({}),
    chatModel(purpose) {
      if (purpose.kind !== 'agent') return undefined;
      const { agent, playbook } = purpose;
      const own = createIntentClassifier({
        name: agent,
        intents: playbook.intents,
        embedder,
        onTraining: (classifierName, utterances) =>
          logger.info({ classifier: classifierName, utterances }, 'no current weights: training at start'),
      });
      const classifier = withSecondOpinion(own, router, agent);
      void router.ready().catch((error: unknown) => {
        logger.warn({ error, agent }, 'no router weights: the agent judges by its own utterances alone');
      });
      // Loads weights and encoder before the first customer; what fails here fails again, and is told, on use.
      void classifier.rank('warm up').catch(() => undefined);
      return new LocalChatModel({ playbook, classifier, delayMs });
    },
  };
}
