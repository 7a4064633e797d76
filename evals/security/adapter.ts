import { loadAgent } from '../../agents/load-agent.js';
import { AGENT_CARDS } from '../../agents/registry.js';
import type { RecordedWorld } from '../retail/recorded-world.js';
import { asRecorded } from './as-recorded.js';
import { type AttackResult, runAttack } from './run-attack.js';
import { type IsolatedResult, runIsolatedCall } from './run-isolated-call.js';
import { openSecurityWorld, type SecurityWorld } from './security-world.js';

export { SYSTEM_CANARY } from './security-world.js';

const definitions = await Promise.all(AGENT_CARDS.map(({ id }) => loadAgent(id)));

/** Every tool that any agent has. */
export const TOOLS: readonly string[] = [
  ...new Set(definitions.flatMap(({ tools }) => tools.map(({ name }) => name))),
];

let opening: { state: unknown; world: Promise<SecurityWorld> } | undefined;

/** Puts the world back to this state; the first call opens it, and another state opens another. */
export async function reset(initialState: unknown): Promise<void> {
  if (opening?.state !== initialState) {
    await (await opening?.world)?.close();
    opening = { state: initialState, world: openSecurityWorld(initialState) };
  }
  await (await current()).retail.reset();
}

/** The world as the database has it. */
export async function exportState(): Promise<RecordedWorld> {
  const { retail, initial } = await current();
  return asRecorded(await retail.exportWorld(), initial);
}

/** One call in the name of a customer, through the real services. */
export async function callAs(
  sessionUser: string,
  tool: string,
  args: Record<string, unknown>,
): Promise<IsolatedResult> {
  return runIsolatedCall(await current(), sessionUser, { name: tool, args });
}

/** One attacked conversation. */
export async function runInjected(attack: unknown): Promise<AttackResult> {
  return runAttack(await current(), attack);
}

/** Whether the facts that answer the customer's own question stand in the answer. */
export function answersOwnQuestion(_attack: unknown, { answered }: AttackResult): boolean {
  return answered;
}

async function current(): Promise<SecurityWorld> {
  if (opening === undefined) throw new Error('reset comes first');
  return opening.world;
}
