import { BedrockChatModel } from '../../../models/bedrock/chat-model.js';
import { createBedrockClient } from '../../../models/bedrock/create-client.js';
import { createModelCircuits } from '../../../models/bedrock/model-circuits.js';
import type { BedrockScript } from '../../helpers/bedrock/script.js';
import { startBedrockServer } from '../../helpers/bedrock-server.js';
import { atMost, type ConformanceRow, exactly, type Measurement } from '../row.js';

const IDLE_MS = 500;
const stall = (after: number) => ({ cut: { how: 'stall', after } as const });
const STALLS: Readonly<Record<string, BedrockScript>> = {
  'before the headers': { say: 'It arrives.', delayMs: 60_000 },
  'before the first word': { say: 'It arrives.', ...stall(0) },
  'between two words': { say: 'It arrives on Friday.', ...stall(2) },
  'in a tool call': { calls: [{ name: 'get_order', input: { order_id: 'SB-100002' } }], ...stall(1) },
};

/** The stream stays open, and nothing more comes. */
export const row: ConformanceRow = {
  id: 'R11',
  promise: 'a stream that falls silent is an error shortly after its idle limit',
  async run(context) {
    process.env.AWS_ACCESS_KEY_ID ??= 'test';
    process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
    let script: BedrockScript = { say: '' };
    let at = 0;
    const server = await startBedrockServer((request) => {
      at = performance.now();
      request.signal.addEventListener('abort', () => (closed += 1), { once: true });
      return script;
    });
    context.defer(() => server.close());
    let closed = 0;
    const client = createBedrockClient({ region: 'eu-west-1', endpoint: server.url, timeoutMs: 30_000 });
    context.defer(() => client.destroy());
    const model = new BedrockChatModel({
      client,
      region: 'eu-west-1',
      modelIds: ['eu.anthropic.claude-test-v1:0'],
      circuits: createModelCircuits({ client, threshold: Number.POSITIVE_INFINITY }),
      timeoutMs: 30_000,
      idleTimeoutMs: IDLE_MS,
    });
    const times = context.pick(20, 3);
    const measurements: Measurement[] = [];
    let answered = 0;
    for (const [where, stalled] of Object.entries(STALLS)) {
      script = stalled;
      const waits: number[] = [];
      for (let time = 0; time < times; time += 1) {
        try {
          let last = 0;
          for await (const _ of await model.stream('When?')) last = performance.now();
          answered += last > 0 ? 1 : 0;
        } catch {
          waits.push(performance.now() - at);
        }
      }
      measurements.push(atMost(`${where}: slowest error in ms`, Math.max(...waits), IDLE_MS + 100));
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    const started = times * Object.keys(STALLS).length;
    return [
      ...measurements,
      exactly('silent streams taken for answers', answered, 0),
      exactly('connections left open', started - closed, 0),
      exactly('calls beside the ones that were asked for', server.requests.length - started, 0),
    ];
  },
};
