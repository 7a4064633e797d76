import { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { ChatBedrockConverse } from '@langchain/aws';
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { BedrockChatModel } from '../../../models/bedrock/chat-model.js';
import { createBedrockClient } from '../../../models/bedrock/create-client.js';
import { createModelCircuits } from '../../../models/bedrock/model-circuits.js';
import type { BedrockScript } from '../../helpers/bedrock/script.js';
import { startBedrockServer } from '../../helpers/bedrock-server.js';
import { type ConformanceRow, exactly, type Measurement } from '../row.js';

const CUTS = ['fin', 'reset', 'clean-end', 'half-frame', 'exception', 'abort'] as const;
type CutName = (typeof CUTS)[number];
const SAID = 'Your parcel arrives on Friday before noon.';
const WORDS = SAID.split(' ').length;
const MODEL = 'eu.anthropic.claude-test-v1:0';
const TIMEOUT_MS = 5_000;

/** Every way of breaking off, over both protocols, streamed and not, at every position of the text. */
export const row: ConformanceRow = {
  id: 'R10',
  promise: 'no truncated text passes as complete',
  async run(context) {
    process.env.AWS_ACCESS_KEY_ID ??= 'test';
    process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
    let script: BedrockScript = { say: SAID };
    const server = await startBedrockServer(() => script);
    context.defer(() => server.close());
    const measurements: Measurement[] = [];
    let fooled = 0;
    for (const cut of CUTS) {
      for (const protocol of ['h1', 'h2'] as const) {
        for (const way of ['stream', 'invoke'] as const) {
          let complete = 0;
          for (let after = 0; after <= WORDS; after += context.pick(1, 3)) {
            script = toScript(cut, after);
            const client = createClient(protocol, server.url);
            complete += await isComplete(guarded(client), way, cut);
            const bare = new ChatBedrockConverse({ model: MODEL, region: 'eu-west-1', client });
            fooled += await isComplete(bare, way, cut);
            client.destroy();
          }
          measurements.push(exactly(`${cut} ${protocol} ${way}: reported complete`, complete, 0));
        }
      }
    }
    script = { say: SAID };
    const whole = await isComplete(guarded(createClient('h1', server.url)), 'stream', 'fin');
    context.say(`the library alone took ${fooled} of these answers for complete`);
    // A guard that calls everything truncated would pass all of the above.
    return [...measurements, exactly('a whole answer: reported complete', whole, 1)];
  },
};

function toScript(cut: CutName, after: number): BedrockScript {
  // What was sent by then stays, and the caller leaves.
  if (cut === 'abort') return { say: SAID, cut: { how: 'stall', after } };
  if (cut === 'exception') {
    return { say: SAID, cut: { how: cut, after, exception: 'modelStreamErrorException' } };
  }
  return { say: SAID, cut: { how: cut, after } };
}

/** `h1` is the product's own client; `h2` the SDK's default handler. */
function createClient(protocol: 'h1' | 'h2', endpoint: string): BedrockRuntimeClient {
  if (protocol === 'h1') {
    return createBedrockClient({ region: 'eu-west-1', endpoint, timeoutMs: TIMEOUT_MS, maxAttempts: 1 });
  }
  return new BedrockRuntimeClient({ region: 'eu-west-1', endpoint, maxAttempts: 1 });
}

function guarded(client: BedrockRuntimeClient): BedrockChatModel {
  return new BedrockChatModel({
    client,
    region: 'eu-west-1',
    modelIds: [MODEL],
    circuits: createModelCircuits({ client, threshold: Number.POSITIVE_INFINITY }),
    timeoutMs: TIMEOUT_MS,
    idleTimeoutMs: TIMEOUT_MS,
  });
}

/** 1 when the model gave an answer as if it were all, however little of it there was. */
async function isComplete(model: BaseChatModel, way: 'stream' | 'invoke', cut: CutName): Promise<0 | 1> {
  const leaving = new AbortController();
  const timer = cut === 'abort' ? setTimeout(() => leaving.abort(new Error('left')), 45) : undefined;
  try {
    if (way === 'invoke') await model.invoke('When?', { signal: leaving.signal });
    else for await (const _ of await model.stream('When?', { signal: leaving.signal }));
    return 1;
  } catch {
    return 0;
  } finally {
    clearTimeout(timer);
  }
}
