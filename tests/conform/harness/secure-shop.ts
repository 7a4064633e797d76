import { Writable } from 'node:stream';
import { AgentEvent } from '../../../contract/events.js';
import type { Identity } from '../../../contract/identity.js';
import { signCustomerToken } from '../../../platform/auth/customer-token.js';
import { signSessionToken } from '../../../platform/auth/session-token.js';
import { readEvents } from '../../../platform/http/read-events.js';
import { createLogger } from '../../../platform/telemetry/logger.js';
import { type ChatClient, startChat } from '../../e2e/chat-client.js';
import { openWorld, SECRET, type TestWorld, type TestWorldOptions } from '../../e2e/open-world.js';
import type { ConformContext } from '../row.js';
import { AdversaryModel } from './adversary.js';
import {
  createObedientMind,
  type ObedientMind,
  type Oracle,
  type PlantedInstruction,
} from './adversary-mind.js';
import { lookUp } from './adversary-oracle.js';
import { createObedientRouter } from './adversary-router.js';

/** The customers of the rows: A attacks or is attacked, B is the one whose things are wanted. */
export const A = 'C1001';
export const B = 'C1004';

/** The seeded shop behind the real services over HTTP, with the obedient adversary for every model. */
export interface SecureShop extends TestWorld {
  supervisor: string;
  mind: ObedientMind;
  plant(instructions: readonly PlantedInstruction[]): void;
  chatAs(
    customerId: string | undefined,
    level?: 'verified' | 'step-up',
  ): Promise<ChatClient & { token: string }>;
  /** One request straight to an agent, with the token that the supervisor would send. */
  ask(agent: string, customerId: string, text: string): Promise<AgentEvent[]>;
  /** A hash of everything that a write could change; proposals are none of it. */
  fingerprint(): Promise<string>;
  /** All that was logged so far. */
  logs(): string;
}

/** Opens it for one row; it closes with the row. */
export async function openSecureShop(
  context: ConformContext,
  { oracle = lookUp, ...options }: Partial<TestWorldOptions> & { oracle?: Oracle } = {},
): Promise<SecureShop> {
  let planted: readonly PlantedInstruction[] = [];
  const mind = createObedientMind(oracle, () => planted);
  const model = new AdversaryModel(mind);
  const lines: string[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      lines.push(String(line));
      done();
    },
  });
  const world = await openWorld({
    agentModel: () => model,
    routerModel: createObedientRouter(() => planted),
    logger: createLogger({ name: 'conform', level: 'debug', destination }),
    ...options,
  });
  context.defer(() => world.close());
  const [supervisor = ''] = world.supervisors;
  return {
    ...world,
    ...{ supervisor, mind },
    plant: (instructions) => {
      planted = instructions;
    },
    async chatAs(customerId, level = 'verified') {
      if (customerId === undefined) return { ...(await startChat(supervisor)), token: '' };
      const token = await signCustomerToken(SECRET, { customerId, level, expiresInSeconds: 3_600 });
      return { ...(await startChat(supervisor, token)), token };
    },
    ask: (agent, customerId, text) =>
      askAgent(world.agents[agent] ?? '', { agent, identity: { level: 'step-up', customerId } }, text),
    fingerprint: () => fingerprint(world),
    logs: () => lines.join(''),
  };
}

let turns = 0;

async function askAgent(
  url: string,
  { agent, identity }: { agent: string; identity: Identity },
  text: string,
): Promise<AgentEvent[]> {
  const grant = { identity, sessionId: 'conform', turnId: `t${++turns}` };
  const token = await signSessionToken(SECRET, { ...grant, audience: agent, expiresInSeconds: 60 });
  const response = await fetch(`${url}/v1/respond`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({
      requestId: 'r1',
      request: text,
      context: {
        ...{ sessionId: grant.sessionId, turnId: grant.turnId, window: [] },
        deadlineAt: new Date(Date.now() + 3_600_000_000_000).toISOString(),
      },
    }),
  });
  if (response.status !== 200) throw new Error(`${agent}: ${response.status} ${await response.text()}`);
  const events: AgentEvent[] = [];
  for await (const { data } of readEvents(response)) events.push(AgentEvent.parse(JSON.parse(data)));
  return events;
}

/** The words of an agent's or a turn's events. */
export function wordsIn(events: readonly { type: string; text?: string }[]): string {
  return events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
}

const CHANGEABLE = [
  ...['orders', 'order_lines', 'order_payments', 'shipments', 'cases', 'payment_methods', 'variant_stock'],
  ...['customers', 'customer_addresses', 'preferences', 'action_ledger'],
];

async function fingerprint({ database }: Pick<TestWorld, 'database'>): Promise<string> {
  const hashes = await Promise.all(
    CHANGEABLE.map(async (table) => {
      const { rows } = await database.pool.query<{ hash: string }>(
        `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${table} t`,
      );
      return rows[0]?.hash ?? '';
    }),
  );
  return hashes.join(' ');
}
