import { sleep } from '../../../platform/resilience/sleep.js';
import type { BedrockScript } from '../../helpers/bedrock/script.js';
import { agentOf, openBedrockWorld } from '../harness/bedrock-world.js';
import { type Customer, openCustomer, readTurnEvents } from '../harness/customer.js';
import { percentile } from '../harness/load-driver.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const CLOSED_WITHIN_MILLISECONDS = 100;
const ONE = 'Where is my order SB-100003?';
const TWO = 'Has my order SB-100003 arrived? The robot vacuum from it does not charge, please help.';
const WORDS = 'word '.repeat(400);

/** When the customer leaves. */
const MODES = ['any moment', 'silent', 'mid-token', 'after one of two', 'between rounds'] as const;
type Mode = (typeof MODES)[number];

interface Stream {
  startedAt: number;
  closedAt: number | undefined;
}

/** Customers who close the connection at random moments; the model's end notes when its streams are closed. */
export const row: ConformanceRow = {
  id: 'R01',
  promise: 'when the customer is gone, everything behind stops',
  async run(context) {
    let mode: Mode = 'silent';
    let streams: Stream[] = [];
    const world = await openBedrockWorld(
      context,
      ['order-management', 'troubleshooting', 'supervisor'],
      (request) => {
        const stream: Stream = { startedAt: performance.now(), closedAt: undefined };
        streams.push(stream);
        const onClose = () => {
          stream.closedAt = performance.now();
        };
        request.signal.addEventListener('abort', onClose, { once: true });
        return scriptFor(mode, agentOf(request));
      },
    );
    const customer = await openCustomer(world.supervisor);
    const closings: number[] = [];
    const late: number[] = [];
    const disconnects = context.pick(50, 15);
    for (let index = 0; index < disconnects; index++) {
      mode = MODES[index % MODES.length] ?? 'silent';
      streams = [];
      const leftAt = await leaveAtRandom(customer, mode, () => streams.length);
      const open = streams.filter(({ closedAt }) => closedAt === undefined || closedAt > leftAt);
      await sleep(250);
      const took = open.map(({ closedAt = Number.POSITIVE_INFINITY }) => closedAt - leftAt);
      closings.push(...took);
      late.push(
        ...streams.filter(({ startedAt }) => startedAt > leftAt).map(({ startedAt }) => startedAt - leftAt),
      );
      context.say(`${mode}: ${open.length} open, closed after ${took.map(Math.round).join(', ')} ms`);
    }
    const metrics = await (await fetch(`${world.supervisor}/metrics`)).text();
    return [
      atLeast(
        'model streams that were open when a customer left',
        closings.length,
        Math.ceil(disconnects * 0.6),
      ),
      atMost('p99 until they were closed (ms)', percentile(closings, 0.99), CLOSED_WITHIN_MILLISECONDS),
      exactly(
        `model calls started more than ${CLOSED_WITHIN_MILLISECONDS} ms later`,
        late.filter((milliseconds) => milliseconds > CLOSED_WITHIN_MILLISECONDS).length,
        0,
      ),
      exactly(
        'circuits that took it for an outage',
        (metrics.match(/circuit_state\{.*\} [12]/g) ?? []).length,
        0,
      ),
    ];
  },
};

function scriptFor(mode: Mode, agent: ReturnType<typeof agentOf>): BedrockScript {
  if (mode === 'silent' || mode === 'any moment') return { say: WORDS, delayMs: 5_000 };
  if (mode === 'mid-token') return { say: WORDS, pieceDelayMs: 10 };
  if (mode === 'between rounds') {
    return { calls: [{ name: 'get_order', input: { orderId: 'SB-100003' } }], delayMs: 40 };
  }
  return agent === 'order-management' ? { say: 'It has arrived.' } : { say: WORDS, delayMs: 5_000 };
}

/** Sends a message and closes the connection some time after the mode's moment; says when. */
async function leaveAtRandom(customer: Customer, mode: Mode, calls: () => number): Promise<number> {
  const leaving = new AbortController();
  const { signal } = leaving;
  const response = await customer.send(mode === 'after one of two' ? TWO : ONE, { signal });
  if (response.status !== 200) throw new Error(`no turn: ${response.status} ${await response.text()}`);
  let reached: () => void = () => undefined;
  const moment = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const reading = (async () => {
    for await (const event of readTurnEvents(response)) {
      if (mode === 'mid-token' && event.type === 'text-delta') reached();
      if (mode === 'after one of two' && event.type === 'agent-end') reached();
    }
  })().catch(() => undefined);
  if (mode === 'silent' || mode === 'between rounds') {
    for (let tries = 0; calls() === 0 && tries < 500; tries++) await sleep(5);
    reached();
  }
  if (mode === 'any moment') reached();
  await Promise.race([moment, sleep(5_000)]);
  await sleep(Math.random() * 200);
  const leftAt = performance.now();
  leaving.abort();
  await reading;
  return leftAt;
}
