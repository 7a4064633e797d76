import { sleep } from '../../../platform/resilience/sleep.js';

const TRIES = 200;
const APART_MILLISECONDS = 50;

/** Waits until a supervisor's own health check has closed its circuit to an agent; throws after ten seconds. */
export async function untilCircuitClosed(supervisor: string, agent: string): Promise<void> {
  const closed = new RegExp(`circuit_state\\{.*${agent}.*\\} 0`);
  for (let tries = 0; tries < TRIES; tries++) {
    const metrics = await (await fetch(`${supervisor}/metrics`)).text();
    if (closed.test(metrics)) return;
    await sleep(APART_MILLISECONDS);
  }
  throw new Error(`the circuit to ${agent} is still not closed`);
}
