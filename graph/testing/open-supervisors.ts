import { AGENT_CARDS } from '../../agents/registry.js';
import type { StaffRole } from '../../contract/staff.js';
import { openTestDatabase, type TestDatabase } from '../../database/testing.js';
import { signCustomerToken } from '../../platform/auth/customer-token.js';
import { signStaffToken } from '../../platform/auth/staff-token.js';
import { createHttpClient } from '../../platform/http/http-client.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { createCheckpoints, setUpCheckpoints } from '../checkpoints.js';
import { createSupervisorService } from '../create-supervisor-service.js';
import type { Assignment } from '../state.js';
import { type AgentScript, startScriptedAgent } from '../testing.js';
import type { TurnOptions, Turns } from '../turn/add-turns.js';

const SECRET = 'a-secret-of-at-least-thirty-two-characters';

/** Who sends a request of a test: a customer, somebody of the staff, or nobody. */
export interface Caller {
  customer?: string;
  level?: 'verified' | 'step-up';
  staff?: string;
  role?: StaffRole;
}

/** A request of a test. */
export interface TestCall extends Caller {
  method?: string;
  body?: object;
  accept?: string;
  /** Further headers. */
  headers?: Record<string, string>;
  replica?: number;
  signal?: AbortSignal;
}

/** Two supervisors over one database, with one scripted agent, and requests to them in anybody's name. */
export interface TestSupervisors {
  world: TestDatabase;
  call(path: string, init?: TestCall): Promise<Response>;
  /** The same, for a JSON answer of this status. */
  json<T = Record<string, unknown>>(path: string, init?: TestCall & { status?: number }): Promise<T>;
  /** The turns of each replica, as its process looks after them. */
  turns: readonly Turns[];
  /** What the agent does with the next requests. */
  play(script: AgentScript): void;
  /** What the agent was asked. */
  requests: { request: string }[];
  close(): Promise<void>;
}

const PLAN: Assignment[] = [{ requestId: 'r1', agent: 'order-management', request: 'where is it' }];

/** Opens them over a seeded database. Every message goes to the agent `order-management`, unless it asks for a person. */
export async function openSupervisors({ turns }: { turns?: TurnOptions } = {}): Promise<TestSupervisors> {
  const world = await openTestDatabase({ seed: true });
  const http = createHttpClient();
  let script: AgentScript = async () => ({ text: 'It is on its way.' });
  const agent = await startScriptedAgent('order-management', (...args) => script(...args));
  const logger = createLogger({ name: 'supervisor', level: 'silent' });
  const checkpoints = createCheckpoints(world.pool, { secret: SECRET, logger });
  await setUpCheckpoints(world.pool);
  const replicas = [1, 2].map(() =>
    createSupervisorService({
      cards: AGENT_CARDS,
      agentUrls: { [agent.id]: agent.url },
      understand: async ({ message }) =>
        /person/.test(message)
          ? [{ requestId: 'r1', agent: 'supervisor', request: message, reply: 'person' }]
          : PLAN,
      ...{ database: world.database('switchboard_supervisor'), checkpoints, http, version: 'test' },
      logger,
      ...{ sessionTokenSecret: SECRET, customerTokenSecret: SECRET, staffTokenSecret: SECRET },
      ...{ agentTimeoutMs: 5_000, agentStartTimeoutMs: 2_000, turnTimeoutMs: 8_000 },
      ...{ health: {}, demoLogin: true },
      ...(turns === undefined ? {} : { turns }),
    }),
  );

  const call = async (path: string, init: TestCall = {}): Promise<Response> => {
    const { method = 'GET', body, accept = 'application/json', replica = 0 } = init;
    const token = await tokenOf(init);
    const headers = {
      accept,
      ...init.headers,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const response = await replicas[replica]?.app.request(path, {
      ...{ method, headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(init.signal === undefined ? {} : { signal: init.signal }),
    });
    if (response === undefined) throw new Error('no such replica');
    return response;
  };
  return {
    world,
    turns: replicas,
    call,
    async json(path, { status = 200, ...init } = {}) {
      const response = await call(path, init);
      const text = await response.text();
      if (response.status !== status) throw new Error(`${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    play: (next) => {
      script = next;
    },
    requests: agent.requests,
    async close() {
      await Promise.all(replicas.map(({ engine }) => engine.idle()));
      await Promise.all([agent.close(), http.close()]);
      await world.close();
    },
  };
}

async function tokenOf({ customer, level = 'verified', staff, role = 'agent' }: Caller) {
  if (staff !== undefined) return signStaffToken(SECRET, { staffId: staff, role, expiresInSeconds: 60 });
  if (customer !== undefined)
    return signCustomerToken(SECRET, { customerId: customer, level, expiresInSeconds: 60 });
  return undefined;
}
