import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { openCustomer } from '../harness/customer.js';
import {
  collectNumbered,
  type NumberedEvent,
  postMessage,
  readNumbered,
  rejoinTurn,
} from '../harness/turn-client.js';
import { atLeast, type ConformanceRow, exactly } from '../row.js';

const WORDS = Array.from({ length: 60 }, (_, index) => `word${index}`).join(' ');

/** A customer loses the connection at a random event and comes back to either replica, while the turn runs and when it is over. */
export const row: ConformanceRow = {
  id: 'R21',
  promise: 'a turn is rejoined from any replica, with the missing events only and no model call',
  async run(context) {
    const names = ['order-management', 'supervisor', 'supervisor#2'];
    const world = await openBedrockWorld(
      context,
      names,
      (request) =>
        agentOf(request) === undefined ? { say: 'unused' } : { say: `${WORDS} end`, pieceDelayMs: 15 },
      { settings: { RATE_LIMIT_MESSAGES_PER_MINUTE: '0', RATE_LIMIT_REQUESTS_PER_MINUTE: '0' } },
    );
    const replicas = ['supervisor', 'supervisor#2'].map((name) => world.services[name]?.url ?? '');
    const [first = '', second = ''] = replicas;
    const wrong: string[] = [];
    let calls = 0;
    let whileRunning = 0;
    const turns = context.pick(20, 6);
    for (let index = 0; index < turns; index += 1) {
      const customer = await openCustomer(first);
      const before = world.bedrock.requests.length;
      const leaving = new AbortController();
      const text = 'Where is my order SB-100003?';
      const response = await postMessage(customer, {
        ...{ supervisor: first, text, onDisconnect: 'continue', signal: leaving.signal },
      });
      const seen = await readSome(response, 3 + ((index * 7) % 30));
      leaving.abort();
      const atBreak = world.bedrock.requests.length;
      const turnId =
        seen.flatMap(({ event }) => (event.type === 'turn-start' ? [event.turnId] : []))[0] ?? '';
      const lastEventId = seen.at(-1)?.id ?? 0;
      const supervisor = index % 2 === 0 ? second : first;
      const rest = await collectNumbered(await rejoinTurn(customer, { supervisor, turnId, lastEventId }));
      if (rest.length > 5) whileRunning += 1;
      calls += world.bedrock.requests.length - atBreak;
      const live = [...seen, ...rest];
      for (const replica of replicas) {
        const all = await collectNumbered(
          await rejoinTurn(customer, { supervisor: replica, turnId, lastEventId: 0 }),
        );
        if (JSON.stringify(all) !== JSON.stringify(live))
          wrong.push(`turn ${index}: ${all.length} of ${live.length}`);
        const later = await collectNumbered(
          await rejoinTurn(customer, { supervisor: replica, turnId, lastEventId }),
        );
        if (JSON.stringify(later) !== JSON.stringify(rest)) wrong.push(`turn ${index}: later differs`);
      }
      if (live.at(-1)?.event.type !== 'turn-end') wrong.push(`turn ${index}: has no end`);
      calls += Math.max(0, world.bedrock.requests.length - before - 1);
    }
    for (const what of wrong) context.say(what);
    return [
      exactly('turns', turns, context.pick(20, 6)),
      atLeast('turns rejoined while words were still to come', whileRunning, Math.floor(turns / 2)),
      exactly('readers that did not get just the missing events', wrong.length, 0),
      exactly('model calls by reading again', calls, 0),
    ];
  },
};

async function readSome(response: Response, count: number): Promise<NumberedEvent[]> {
  const seen: NumberedEvent[] = [];
  for await (const event of readNumbered(response)) {
    seen.push(event);
    if (seen.length >= count) break;
  }
  return seen;
}
