import { isDeepStrictEqual } from 'node:util';
import { createAgentService } from '../../agents/create-agent-service.js';
import type { AgentDefinition } from '../../agents/define-agent.js';
import { orderManagementAgent } from '../../agents/order-management/agent.js';
import { personalizationAgent } from '../../agents/personalization/agent.js';
import { productRecommendationAgent } from '../../agents/product-recommendation/agent.js';
import { ActionResult } from '../../contract/action.js';
import { AgentReply } from '../../contract/agent-reply.js';
import { createDatabase } from '../../database/create-database.js';
import { createPool } from '../../database/pool.js';
import { databaseRole } from '../../database/roles.js';
import type { TestDatabase } from '../../database/testing.js';
import { signSessionToken } from '../../platform/auth/session-token.js';
import { createHttpClient, type HttpClient } from '../../platform/http/http-client.js';
import { serveHttp } from '../../platform/http/serve.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { type Carrier, identityOf, type RetailCall, SESSION, type ToolAnswer } from './carrier.js';
import { giveConsent } from './give-consent.js';
import { NO_EMBEDDER, NO_KNOWLEDGE } from './no-knowledge.js';
import { TAU_RETAIL_POLICY } from './tau-retail-policy.js';
import { ToldModel } from './told-model.js';

/** How often everything is sent: once; again to another replica; or to two replicas at the same time. */
export type Sending = 'once' | 'twice' | 'raced';

const SECRET = 'only for the comparison: thirty-two characters or more';
const AGENTS = [orderManagementAgent, personalizationAgent, productRecommendationAgent];

interface Replica {
  urls: ReadonlyMap<string, string>;
  supervisor: ReturnType<typeof createDatabase>;
}

/**
 * Calls the tools as a model's tool calls through the agents' own services over HTTP, and commits there. Each replica has
 * services and connections of its own. An answer that differs from the other's, or a write with other than one ledger
 * entry, ends the comparison.
 */
export async function createHttpCarrier(
  test: TestDatabase,
  now: () => Date,
  sending: Sending,
): Promise<Carrier> {
  const http = createHttpClient();
  const replicas = await Promise.all(
    Array.from({ length: sending === 'once' ? 1 : 2 }, () => openReplica(test, now)),
  );
  const counts = { requests: 0, writes: 0, repeatedWrites: 0 };
  const send = async <Result>(to: (replica: Replica) => Promise<Result>): Promise<Result> => {
    counts.requests += replicas.length;
    const results = sending === 'raced' ? await Promise.all(replicas.map(to)) : await inTurn(replicas, to);
    const [first] = results;
    if (first === undefined) throw new Error('nobody answered');
    if (results.some((result) => !isDeepStrictEqual(result, first))) {
      throw new Error(`two replicas answer differently: ${JSON.stringify(results)}`);
    }
    return first;
  };
  return {
    call: (call) => send((replica) => respond(http, replica, call)),
    async confirm(proposal, call) {
      await send((replica) => giveConsent(replica.supervisor, proposal, call, now));
      const result = await send((replica) => commit(http, replica, proposal.id, call));
      const { rows } = await test.pool.query('select from action_ledger where proposal_id = $1', [
        proposal.id,
      ]);
      if (rows.length !== (result.status === 'committed' ? 1 : 0)) {
        throw new Error(`${proposal.id} is ${result.status} and stands ${rows.length} times in the ledger`);
      }
      counts.writes += 1;
      counts.repeatedWrites += replicas.length - 1;
      return result;
    },
    counts: () => counts,
    close: () => http.close(),
  };
}

async function inTurn<Result>(
  replicas: readonly Replica[],
  to: (replica: Replica) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const replica of replicas) results.push(await to(replica));
  return results;
}

async function openReplica({ address }: TestDatabase, now: () => Date): Promise<Replica> {
  const pool = createPool({ address, size: 4 });
  const logger = createLogger({ name: 'comparison', level: 'silent' });
  const serve = async (definition: AgentDefinition) => {
    const { id } = definition.card;
    const service = createAgentService(definition, {
      ...{ model: new ToldModel(), modelDescription: 'told', version: 'comparison', logger, now },
      ...{ database: createDatabase({ pool, role: databaseRole(id) }), sessionTokenSecret: SECRET },
      ...{ knowledge: NO_KNOWLEDGE, embedder: NO_EMBEDDER, policy: TAU_RETAIL_POLICY },
    });
    const server = await serveHttp(service, { host: '127.0.0.1', port: 0, drainTimeoutMs: 1_000, logger });
    return [id, server.url] as const;
  };
  return {
    urls: new Map(await Promise.all(AGENTS.map(serve))),
    supervisor: createDatabase({ pool, role: 'switchboard_supervisor' }),
  };
}

async function respond(http: HttpClient, replica: Replica, call: RetailCall): Promise<ToolAnswer> {
  const { tool: name, input: args, turnId } = call;
  const body = {
    requestId: 'r1',
    request: JSON.stringify({ name, args }),
    context: { sessionId: SESSION, turnId, window: [], deadlineAt: '2099-01-01T00:00:00Z' },
  };
  const reply = AgentReply.parse(await post(http, replica, call, { path: '/v1/respond', body }));
  const { text, proposals, outcome } = reply;
  const refused = /^refused: (\S+)$/.exec(text.trim())?.[1];
  if (refused !== undefined) return { ok: false, reason: refused };
  if (text.trim() !== 'done') throw new Error(`${call.agent} answered ${outcome.status}: ${text}`);
  return { ok: true, proposal: proposals[0] };
}

async function commit(
  http: HttpClient,
  replica: Replica,
  proposalId: string,
  call: RetailCall,
): Promise<ActionResult> {
  return ActionResult.parse(await post(http, replica, call, { path: `/v1/actions/${proposalId}` }));
}

async function post(
  http: HttpClient,
  { urls }: Replica,
  call: RetailCall,
  { path, body }: { path: string; body?: unknown },
): Promise<unknown> {
  const grant = { identity: identityOf(call), sessionId: SESSION, turnId: call.turnId };
  const token = await signSessionToken(SECRET, { ...grant, audience: call.agent, expiresInSeconds: 60 });
  const response = await http.fetch(`${urls.get(call.agent)}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 200) return response.json();
  throw new Error(`${call.agent} answered ${response.status}: ${await response.text()}`);
}
