import { parentPort } from 'node:worker_threads';
import type { EncodeReply, EncodeRequest } from './encoder-messages.js';
import { createSentenceEncoder } from './sentence-encoder.js';

const encode = createSentenceEncoder();

parentPort?.on('message', ({ id, text }: EncodeRequest) => {
  let reply: EncodeReply;
  try {
    reply = { id, vector: encode(text) };
  } catch (error) {
    reply = { id, error: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(reply);
});
