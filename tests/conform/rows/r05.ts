import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sleep } from '../../../platform/resilience/sleep.js';
import { openAgentClient } from '../harness/agent-client.js';
import { percentile } from '../harness/load-driver.js';
import { atLeast, atMost, type ConformanceRow, exactly } from '../row.js';

const CALLS = 200;

/** An agent that accepts everything and answers nothing; its circuit has opened, and the time for a probe has come. */
export const row: ConformanceRow = {
  id: 'R05',
  promise: 'of the calls to a half-open circuit one goes out, the others are rejected at once',
  async run(context) {
    const wireCalls: string[] = [];
    const server = createServer((request) => void wireCalls.push(request.url ?? ''));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    context.defer(() => server.closeAllConnections());
    const { port } = server.address() as AddressInfo;
    const timeouts = { firstEventTimeoutMs: 400, attemptTimeoutMs: 5_000 };
    const waves: { calls: number; rejected: number; milliseconds: number[] }[] = [];
    // The first wave is the process's own warm-up: its code has not been compiled yet.
    for (let wave = 0; wave <= context.pick(10, 2); wave++) {
      const client = openAgentClient(context, `http://127.0.0.1:${port}`, timeouts);
      const state = () => client.guards.states()[client.agent];
      await Promise.all(Array.from({ length: 5 }, () => client.ask()));
      if (state() !== 'open') throw new Error(`the circuit is ${state()} after five failures`);
      // What the five calls sent has arrived by then; the circuit is open for longer.
      await sleep(150);
      wireCalls.splice(0);
      while (state() === 'open') await sleep(1);
      const milliseconds: number[] = [];
      const replies = Array.from({ length: CALLS }, async () => {
        const startedAt = performance.now();
        const { outcome } = await client.ask();
        const isRejected = outcome.status === 'failed' && outcome.reason === 'circuit-open';
        if (isRejected) milliseconds.push(performance.now() - startedAt);
        return isRejected;
      });
      const rejected = (await Promise.all(replies)).filter(Boolean).length;
      // The rejections are faster than the one call is on its way.
      await sleep(100);
      // Its health checks must not be counted in the next wave.
      client.guards.close();
      if (wave > 0) waves.push({ calls: wireCalls.length, rejected, milliseconds });
      context.say(
        `${wireCalls.length} wire calls, ${rejected} rejected, p99 ${percentile(milliseconds, 0.99)} ms`,
      );
    }
    return [
      exactly('most wire calls in one half-open state', Math.max(...waves.map(({ calls }) => calls)), 1),
      exactly('fewest wire calls in one half-open state', Math.min(...waves.map(({ calls }) => calls)), 1),
      // The health check is the probe: no customer has to be it.
      atLeast(
        'fewest callers rejected, of 200',
        Math.min(...waves.map(({ rejected }) => rejected)),
        CALLS - 1,
      ),
      atMost(
        'p99 until rejected (ms)',
        percentile(
          waves.flatMap((wave) => wave.milliseconds),
          0.99,
        ),
        20,
      ),
    ];
  },
};
