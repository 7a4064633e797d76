import { randomUUID } from 'node:crypto';
import type { AgentRequest } from '../contract/agent-request.js';
import { signSessionToken } from '../platform/auth/session-token.js';
import { startChat } from '../tests/e2e/chat-client.js';
import { openWorld, SECRET, type TestWorld } from '../tests/e2e/open-world.js';
import { percentile, printMs } from './statistics.js';

const ORDER = 'Where is my order SB-100002?';
const HELP = 'My robot vacuum does not charge, what can I do?';
const ROUND_MILLISECONDS = 300;
const TURNS = 20;

/** A turn with two agents against the slower of the two asked alone, with a model that takes 300 ms a round. */
export async function runParallelBench(): Promise<void> {
  const world = await openWorld({ modelDelayMs: ROUND_MILLISECONDS });
  try {
    const token = await world.tokenOf('C1001');
    const [supervisor = ''] = world.supervisors;
    const turns: number[] = [];
    const slower: number[] = [];
    for (let turn = 0; turn < TURNS + 2; turn += 1) {
      const orders = await timed(() => askAgent(world, 'order-management', ORDER));
      const help = await timed(() => askAgent(world, 'troubleshooting', HELP));
      const chat = await startChat(supervisor, token);
      const both = await timed(() => chat.say(`${ORDER} ${HELP}`));
      // The first two warm caches and connections.
      if (turn < 2) continue;
      slower.push(Math.max(orders, help));
      turns.push(both);
    }
    const [turn, agent] = [percentile(turns, 0.5), percentile(slower, 0.5)];
    console.log(`model round ${ROUND_MILLISECONDS} ms, ${TURNS} turns, medians`);
    console.log(`slower agent alone   ${printMs(agent)}`);
    console.log(`turn with both       ${printMs(turn)}`);
    console.log(`ratio                ${(turn / agent).toFixed(3)} (goal <= 1.25)`);
  } finally {
    await world.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function askAgent(world: TestWorld, agent: string, request: string): Promise<void> {
  const [sessionId, turnId] = [randomUUID(), randomUUID()];
  const identity = { level: 'verified' as const, customerId: 'C1001' };
  const token = await signSessionToken(SECRET, {
    identity,
    sessionId,
    turnId,
    audience: agent,
    expiresInSeconds: 60,
  });
  const deadlineAt = new Date(Date.now() + 20_000).toISOString();
  const context = { sessionId, turnId, locale: 'en-US', window: [], summary: '', facts: [], deadlineAt };
  const body: AgentRequest = { requestId: 'r1', request, context };
  const response = await fetch(`${world.agents[agent]}/v1/respond`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!text.includes('"status":"answered"'))
    throw new Error(`${agent} did not answer: ${text.slice(0, 500)}`);
}
