import { createModels, type Models } from '../../../models/create-models.js';
import { loadConfig } from '../../../platform/config.js';
import type { Logger } from '../../../platform/telemetry/logger.js';
import { type BedrockServer, type Respond, startBedrockServer } from '../bedrock-server.js';
import { playModels } from './play-models.js';

/** The product's models as its configuration makes them, over the wire of a test server. Closing the models closes that too. */
export interface BedrockWorld {
  models: Models;
  server: BedrockServer;
}

/** What differs between worlds. */
export interface BedrockWorldOptions {
  logger: Logger;
  /** Settings beside those that point at the server. */
  settings?: Readonly<Record<string, string>>;
  /** Decides in place of the played models, which it may ask. */
  respond?: (played: Respond) => Respond;
}

/** Starts a server whose models are played, and the product's models with `MODEL_PROVIDER=bedrock` against it. The corpora stay with the local embedder. */
export async function openBedrockModels(options: BedrockWorldOptions): Promise<BedrockWorld> {
  const { logger, settings = {}, respond = (played: Respond) => played } = options;
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  let answer: Respond = () => ({ fail: 'ServiceUnavailableException', status: 503 });
  const server = await startBedrockServer((request, number) => answer(request, number));
  const config = loadConfig({
    MODEL_PROVIDER: 'bedrock',
    EMBEDDER: 'local',
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: server.url,
    ...settings,
  });
  const models = await createModels(config, { logger });
  answer = respond(await playModels({ embedder: models.classifierEmbedder, logger }));
  return {
    server,
    models: {
      ...models,
      async close() {
        await models.close();
        await server.close();
      },
    },
  };
}
