import type { Embedder } from '../../models/embedder.js';
import { createLocalEmbedder } from '../../models/local/embedder.js';
import { loadConfig } from '../../platform/config.js';

/** The embedder to measure with: the local one, or Titan over Bedrock as the environment configures it. */
export async function openEmbedder(name: string): Promise<Embedder> {
  if (name === 'local') return createLocalEmbedder();
  if (name !== 'titan') throw new Error(`--embedder is local or titan, not ${name}`);
  const { model } = loadConfig({ ...process.env, EMBEDDER: 'titan' });
  const { createBedrockModels } = await import('../../models/bedrock/create-bedrock-models.js');
  const warn = (...about: unknown[]) => console.error(...about);
  const bedrock = createBedrockModels(model, { warn, info: () => {} });
  return {
    id: bedrock.embedder.id,
    dimensions: 512,
    embed: (texts, signal) => bedrock.embedder.embed(texts, signal),
    async close() {
      bedrock.close();
    },
  };
}
