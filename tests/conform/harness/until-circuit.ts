import { sleep } from '../../../platform/resilience/sleep.js';

const TRIES = 200;
const APART_MILLISECONDS = 50;
/** As `support_agent_circuit_state` has them. */
const LEVEL = { closed: 0, open: 2 } as const;

/** Waits until a supervisor says that its circuit to an agent is in that state; throws after ten seconds. */
export async function untilCircuit(
  supervisor: string,
  agent: string,
  state: keyof typeof LEVEL,
): Promise<void> {
  const reached = new RegExp(`circuit_state\\{.*${agent}.*\\} ${LEVEL[state]}`);
  for (let tries = 0; tries < TRIES; tries++) {
    const metrics = await (await fetch(`${supervisor}/metrics`)).text();
    if (reached.test(metrics)) return;
    await sleep(APART_MILLISECONDS);
  }
  throw new Error(`the circuit to ${agent} is still not ${state}`);
}
