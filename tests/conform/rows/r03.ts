import { fileURLToPath } from 'node:url';
import type { TurnEvent } from '../../../contract/events.js';
import { sleep } from '../../../platform/resilience/sleep.js';
import { agentOf, type BedrockWorld, openBedrockWorld } from '../harness/bedrock-world.js';
import { openCustomer, readTurnEvents } from '../harness/customer.js';
import { untilCircuit } from '../harness/until-circuit.js';
import { atMost, type ConformanceRow, exactly } from '../row.js';

const BUDGET_MILLISECONDS = 3_000;
const SLACK_MILLISECONDS = 250;
const AT_ONCE = 10;
const APART_MILLISECONDS = 100;
const AGENT = 'order-management';
/** Long enough to be shown: the first hundred characters are held back until no tool call follows them. */
const ANSWER =
  'Your parcel left our warehouse in the early morning, was scanned at the sorting centre of the carrier at noon, and is now';
const COLLECTING = fileURLToPath(new URL('../harness/collect-garbage.mjs', import.meta.url));

interface Turn {
  end: TurnEvent | undefined;
  milliseconds: number;
}

/**
 * The agent is stopped, half of the times in the middle of its words and half before it is called, while the supervisor
 * collects garbage every 50 ms. A turn counts from its first event, with which the agent is called.
 */
export const row: ConformanceRow = {
  id: 'R03',
  promise: 'an agent that hangs is waited for no longer than it may take',
  async run(context) {
    const settings = { AGENT_TIMEOUT_MS: String(BUDGET_MILLISECONDS) };
    const world = await openBedrockWorld(
      context,
      [AGENT],
      (request) =>
        agentOf(request) === AGENT
          ? { say: `${ANSWER} on its way`, cut: { after: ANSWER.split(' ').length, how: 'stall' } }
          : { say: 'unused' },
      { settings },
    );
    const supervisor = await world.start('supervisor', { NODE_OPTIONS: `--import=${COLLECTING}` });
    const rounds = context.pick(10, 2);
    await hang(world, supervisor.url, 'in mid-answer');
    const turns: Turn[] = [];
    for (let round = 0; round < rounds; round++) {
      const ended = await hang(world, supervisor.url, round % 2 === 0 ? 'in mid-answer' : 'before the call');
      turns.push(...ended);
      context.say(
        `round ${round + 1}: turns took ${ended.map(({ milliseconds }) => Math.round(milliseconds)).join(', ')} ms`,
      );
    }
    const unbounded = turns.filter(
      ({ milliseconds }) => milliseconds > BUDGET_MILLISECONDS + SLACK_MILLISECONDS,
    );
    return [
      exactly('turns', turns.length, rounds * AT_ONCE),
      exactly(
        'turns that did not end with the gap named',
        turns.filter(({ end }) => !namesGap(end)).length,
        0,
      ),
      exactly('turns above the budget and 250 ms', unbounded.length, 0),
      atMost(
        'longest turn (ms)',
        Math.max(...turns.map(({ milliseconds }) => milliseconds)),
        BUDGET_MILLISECONDS + SLACK_MILLISECONDS,
      ),
    ];
  },
};

async function hang(
  world: BedrockWorld,
  supervisor: string,
  when: 'in mid-answer' | 'before the call',
): Promise<Turn[]> {
  const agent = world.services[AGENT];
  const customers = await Promise.all(Array.from({ length: AT_ONCE }, () => openCustomer(supervisor)));
  if (when === 'before the call') agent?.signal('SIGSTOP');
  let shown = 0;
  const playing = customers.map(async (customer, index): Promise<Turn> => {
    await sleep(index * APART_MILLISECONDS);
    const response = await customer.send('Where is my order SB-100003?');
    let end: TurnEvent | undefined;
    let startedAt = performance.now();
    let speaking = false;
    for await (const event of readTurnEvents(response)) {
      end = event;
      if (event.type === 'turn-start') startedAt = performance.now();
      if (event.type !== 'text-delta' || speaking) continue;
      speaking = true;
      shown += 1;
      if (shown === AT_ONCE) agent?.signal('SIGSTOP');
    }
    return { end, milliseconds: performance.now() - startedAt };
  });
  const turns = await Promise.all(playing);
  agent?.signal('SIGCONT');
  await untilCircuit(supervisor, AGENT, 'closed');
  return turns;
}

function namesGap(end: TurnEvent | undefined): boolean {
  return end?.type === 'turn-end' && end.missing.some(({ agent }) => agent === AGENT);
}
