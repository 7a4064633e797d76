import { z } from 'zod';
import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { type Customer, openCustomer } from '../harness/customer.js';
import { collectNumbered, postMessage, rejoinTurn, wordsOf } from '../harness/turn-client.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const TERM_AFTER = 1_500;

/** One replica is told to stop while it streams a long answer, of which its grace is only a part. */
export const row: ConformanceRow = {
  id: 'R14',
  promise: 'a turn that is longer than the grace of its replica goes on on another',
  async run(context) {
    const grace = context.pick(10_000, 5_000);
    const seconds = context.pick(60, 20);
    const words = Array.from({ length: seconds * 5 }, (_, index) => `word${index}`).join(' ');
    let asked = 0;
    const world = await openBedrockWorld(
      context,
      ['order-management', 'supervisor', 'supervisor#2'],
      (request) => {
        if (agentOf(request) === undefined) return { say: 'unused' };
        asked += 1;
        // The second time at once: what counts is who answers, not how long the model takes.
        return { say: words, pieceDelayMs: asked === 1 ? 200 : 2 };
      },
      {
        settings: {
          DRAIN_TIMEOUT_MS: String(grace),
          TURN_TIMEOUT_MS: '120000',
          AGENT_TIMEOUT_MS: '120000',
          MODEL_TIMEOUT_MS: '120000',
        },
      },
    );
    const [first, second] = [world.services.supervisor, world.services['supervisor#2']];
    const customer = await openCustomer(first?.url ?? '');
    const text = 'Where is my order SB-100003?';
    const startedAt = performance.now();
    const response = await postMessage(customer, { supervisor: first?.url ?? '', text, key: 'r14' });
    const reading = collectNumbered(response);
    await new Promise((resolve) => setTimeout(resolve, TERM_AFTER));
    const toldAt = performance.now();
    first?.signal('SIGTERM');
    const seen = await reading;
    const last = seen.at(-1);
    context.say(
      `saw ${seen.length} events in ${Math.round(performance.now() - startedAt)} ms, then ${last?.event.type}`,
    );
    const code = await first?.ended();
    const drainMs = performance.now() - toldAt;
    const turnId = last?.event.type === 'turn-interrupted' ? last.event.turnId : '';
    const resumes = last?.event.type === 'turn-interrupted' && last.event.resumes === true;
    const rest = await collectNumbered(
      await rejoinTurn(customer, { supervisor: second?.url ?? '', turnId, lastEventId: last?.id ?? 0 }),
    );
    const told = [...seen.slice(0, -1), ...rest];
    const ids = told.map(({ id }) => id);
    const history = await historyAt(second?.url ?? '', customer);
    const replayed = await collectNumbered(
      await postMessage(customer, { supervisor: second?.url ?? '', text, key: 'r14' }),
    );
    return [
      exactly('turn-interrupted that says it goes on', resumes ? 1 : 0, 1),
      exactly('exit code of the replica', code ?? -1, 0),
      atMost('drain (ms)', drainMs, grace + 1_000),
      atLeast('words shown before', wordsOf(seen).split(' ').length, 5),
      exactly('turn-end on the other replica', rest.at(-1)?.event.type === 'turn-end' ? 1 : 0, 1),
      exactly('the answer as a whole, each word once', wordsOf(told).trim() === words ? 1 : 0, 1),
      exactly('ids that do not grow', ids.filter((id, place) => id <= (ids[place - 1] ?? 0)).length, 0),
      exactly('messages in the history', history.length, 2),
      exactly('answers in the history', history.filter((one) => one.text === words).length, 1),
      exactly('events told again under the key', replayed.length, told.length),
      exactly('model calls', asked, 2),
    ];
  },
};

const History = z.object({ messages: z.array(z.looseObject({ role: z.string(), text: z.string() })) });

/** The first replica, which the customer began with, is gone. */
async function historyAt(supervisor: string, { sessionId, headers }: Customer) {
  const response = await fetch(`${supervisor}/v1/sessions/${sessionId}/messages`, { headers });
  return History.parse(await response.json()).messages;
}
