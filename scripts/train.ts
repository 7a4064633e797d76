import { trainClassifier } from '../models/local/classifier/train-classifier.js';
import { trainingKey } from '../models/local/classifier/trained-classifier.js';
import { readTrainedClassifier, writeTrainedClassifier } from '../models/local/classifier/weights-file.js';
import { createLocalEmbedder } from '../models/local/embedder.js';
import { findClassifiers } from './find-classifiers.js';

const embedder = createLocalEmbedder();
for (const { name, intents, groupOf, training } of await findClassifiers()) {
  const stored = await readTrainedClassifier(name).catch(() => undefined);
  if (stored?.key === trainingKey(intents, embedder.id, training)) {
    console.log(`${name}: current`);
    continue;
  }
  const trained = await trainClassifier(intents, embedder, { groupOf, training });
  await writeTrainedClassifier(name, trained);
  const utterances = intents.reduce((sum, intent) => sum + intent.examples.length, 0);
  const accuracy = (100 * trained.heldOutAccuracy).toFixed(1);
  console.log(
    `${name}: ${intents.length} intents, ${utterances} utterances, ${accuracy}% right on held-out ones`,
  );
}
await embedder.close();
