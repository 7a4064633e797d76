import type { TurnEvent } from '../../../contract/events.js';
import { agentOf, type BedrockWorld, openBedrockWorld } from '../harness/bedrock-world.js';
import { type Customer, openCustomer, readTurnEvents } from '../harness/customer.js';
import { percentile } from '../harness/load-driver.js';
import { untilCircuit } from '../harness/until-circuit.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const ENDS_WITHIN_MILLISECONDS = 500;
const AT_ONCE = 10;
const AGENT = 'order-management';
const MESSAGE = 'Where is my order SB-100003?';
/** Words are held back until a hundred characters show that no tool call follows them, then they come one by one. */
const ANSWER =
  'Your parcel left our warehouse in the early morning, was scanned at the sorting centre of the carrier at noon, and is now';
const TOKENS_BEFORE_THE_KILL = 3;

interface Turn {
  customer: Customer;
  events: TurnEvent[];
  endedAt: number;
}

/** In rounds of ten turns: when each has shown its third token, their agent is killed. */
export const row: ConformanceRow = {
  id: 'R02',
  promise: 'an agent killed in mid-answer costs its part and nothing else',
  async run(context) {
    const world = await openBedrockWorld(context, [AGENT, 'supervisor'], (request) =>
      agentOf(request) === AGENT
        ? { say: `${ANSWER} on its way`, cut: { after: ANSWER.split(' ').length, how: 'stall' } }
        : { say: 'unused' },
    );
    const rounds = context.pick(10, 2);
    const turns: Turn[] = [];
    const late: number[] = [];
    for (let round = 0; round < rounds; round++) {
      if (round > 0) {
        await world.start(AGENT);
        await untilCircuit(world.supervisor, AGENT, 'closed');
      }
      const { killedAt, ended } = await killInMidAnswer(world);
      turns.push(...ended);
      late.push(...ended.map(({ endedAt }) => endedAt - killedAt));
      context.say(
        `round ${round + 1}: ended ${late.slice(-AT_ONCE).map(Math.round).join(', ')} ms after the kill`,
      );
    }
    const histories = await Promise.all(turns.map(({ customer }) => customer.history()));
    const lost = histories.filter((messages) => !hasBothOnce(messages)).length;
    return [
      exactly('turns', turns.length, rounds * AT_ONCE),
      exactly(
        'turns without a last event that names the missing part',
        turns.filter((turn) => !isHonest(turn)).length,
        0,
      ),
      exactly(
        'turns whose shown words are not marked incomplete',
        turns.filter((turn) => !isMarked(turn)).length,
        0,
      ),
      atMost('p99 from the kill to the end of a turn (ms)', percentile(late, 0.99), ENDS_WITHIN_MILLISECONDS),
      exactly('conversations with a lost or doubled message', lost, 0),
    ];
  },
};

async function killInMidAnswer(world: BedrockWorld): Promise<{ killedAt: number; ended: Turn[] }> {
  const customers = await Promise.all(Array.from({ length: AT_ONCE }, () => openCustomer(world.supervisor)));
  let shown = 0;
  let allShown: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    allShown = resolve;
  });
  const playing = customers.map(async (customer): Promise<Turn> => {
    const response = await customer.send(MESSAGE);
    const events: TurnEvent[] = [];
    let tokens = 0;
    for await (const event of readTurnEvents(response)) {
      events.push(event);
      if (event.type !== 'text-delta' || ++tokens !== TOKENS_BEFORE_THE_KILL) continue;
      shown += 1;
      if (shown === AT_ONCE) allShown();
    }
    return { customer, events, endedAt: performance.now() };
  });
  await Promise.race([ready, Promise.all(playing)]);
  const agent = world.services[AGENT];
  const killedAt = performance.now();
  agent?.signal('SIGKILL');
  const ended = await Promise.all(playing);
  await agent?.ended();
  return { killedAt, ended };
}

function isHonest({ events }: Turn): boolean {
  const end = events.at(-1);
  if (end?.type !== 'turn-end' || end.missing.length !== 1) return false;
  const [missing] = end.missing;
  return missing?.agent === AGENT && missing.reason === 'interrupted' && missing.hint !== '';
}

function isMarked({ events }: Turn): boolean {
  const shown = events.find((event) => event.type === 'text-delta');
  return events.some((event) => event.type === 'text-incomplete' && event.requestId === shown?.requestId);
}

/** What the customer wrote, and the words that were shown of the answer. */
function hasBothOnce(messages: Awaited<ReturnType<Customer['history']>>): boolean {
  const asked = messages.filter(({ role, text }) => role === 'customer' && text === MESSAGE);
  const answered = messages.filter(
    ({ role, text }) => role === 'assistant' && text.startsWith(ANSWER.slice(0, 100)),
  );
  return messages.length === 2 && asked.length === 1 && answered.length === 1;
}
